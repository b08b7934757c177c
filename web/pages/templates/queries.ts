import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../client/api.ts';
import type { Membership } from '../../client/me.ts';
import { hasRole } from '../../client/me.ts';

export type Template = Schemas['Template'];
export type TemplateGraph = Schemas['TemplateGraph'];
export type TemplateVersion = Schemas['TemplateVersion'];
export type TemplateDifference = Schemas['TemplateDifference'];
export type PlanPreview = Schemas['PlanPreview'];
export type Step = TemplateGraph['nodes'][number];

export const templatesQuery = (account: string) =>
  queryOptions({
    queryKey: ['templates', account],
    queryFn: () => answer(api(account).GET('/v1/templates')),
    select: ({ items }) => items,
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
    queryFn: () =>
      answer(api(account).GET('/v1/templates/{name}/versions/{hash}', { params: { path: { name, hash } } })),
    // A version is what it is.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const differenceQuery = (account: string, name: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['templates', account, name, 'difference', from, to],
    queryFn: () =>
      answer(api(account).GET('/v1/templates/{name}/difference', { params: { path: { name }, query: { from, to } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The plan of the template's example, with everything relative to another date. */
export const planQuery = (account: string, { name, anchor, example }: Template, date: string) =>
  queryOptions({
    queryKey: ['templates', account, name, 'plan', date],
    queryFn: () =>
      answer(
        api(account).POST('/v1/templates/{name}/plan', {
          params: { path: { name } },
          body: { example: true, input: anchor && date ? { ...example, [anchor]: date } : example },
        }),
      ),
  });

/** Those who design templates and who look them over see how they are made; others see the plan and what runs. */
export const seesDesign = (account: Membership | undefined) =>
  account !== undefined && hasRole(account, 'designer', 'auditor');
export const seesPlan = (account: Membership | undefined) =>
  account !== undefined && hasRole(account, 'designer', 'specialist', 'account_admin');
