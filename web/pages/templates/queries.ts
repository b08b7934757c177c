import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../client/api.ts';
import { hasRole, type Membership } from '../../client/me.ts';

export type Template = Schemas['Template'];
export type TemplateVersion = Schemas['TemplateVersion'];
export type TemplateGraph = Awaited<ReturnType<typeof readGraph>>;
export type TemplateDifference = Awaited<ReturnType<typeof readDifference>>;
export type PlanPreview = Awaited<ReturnType<typeof readPlan>>;
export type Step = TemplateGraph['nodes'][number];
export type Moment = NonNullable<Step['due']>;

const readGraph = (account: string, name: string, hash: string) =>
  answer(api(account).GET('/v1/templates/{name}/versions/{hash}', { params: { path: { name, hash } } }));

const readDifference = (account: string, name: string, from: string, to: string) =>
  answer(api(account).GET('/v1/templates/{name}/difference', { params: { path: { name }, query: { from, to } } }));

const readPlan = (account: string, { name, anchor, example }: Template, date: string) =>
  answer(
    api(account).POST('/v1/templates/{name}/plan', {
      params: { path: { name } },
      body: { example: true, input: anchor && date ? { ...example, [anchor]: date } : example },
    }),
  );

export const templatesQuery = (account: string) =>
  queryOptions({
    queryKey: ['templates', account],
    queryFn: async () => (await answer(api(account).GET('/v1/templates'))).items,
  });

export const templateQuery = (account: string, name: string) =>
  queryOptions({
    queryKey: ['templates', account, name],
    queryFn: () => answer(api(account).GET('/v1/templates/{name}', { params: { path: { name } } })),
  });

/** Counts processes, so it goes with them: what the stream tells of processes renews it. */
export const versionsQuery = (account: string, name: string) =>
  queryOptions({
    queryKey: ['processes', account, 'versions', name],
    queryFn: () => answer(api(account).GET('/v1/templates/{name}/versions', { params: { path: { name } } })),
    select: ({ items }) => items,
  });

export const graphQuery = (account: string, name: string, hash: string) =>
  queryOptions({
    queryKey: ['templates', account, name, 'graph', hash],
    queryFn: () => readGraph(account, name, hash),
    // A version is what it is.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const differenceQuery = (account: string, name: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['templates', account, name, 'difference', from, to],
    queryFn: () => readDifference(account, name, from, to),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The plan of the template's example, with everything relative to another date. */
export const planQuery = (account: string, template: Template, date: string) =>
  queryOptions({
    queryKey: ['templates', account, template.name, 'plan', date],
    queryFn: () => readPlan(account, template, date),
  });

/** Those who design templates and who look them over see how they are made; others see the plan and what runs. */
export const seesDesign = (account: Membership | undefined) =>
  account !== undefined && hasRole(account, 'designer', 'auditor');
export const seesPlan = (account: Membership | undefined) =>
  account !== undefined && hasRole(account, 'designer', 'specialist', 'account_admin');
