import { Anchor, Button, Group, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../client/problem.ts';
import { faultsOf, noFaults, type RoleFault } from '../../../parts/form/faults.ts';
import { fieldId, InputField } from '../../../parts/form/field.tsx';
import { fieldsOf, inputOf, missingIn } from '../../../parts/form/fields.ts';
import { useNames } from '../../../parts/names.ts';
import { ProblemNote, Sentence } from '../../../parts/problem.tsx';
import { Callout } from '../callout.tsx';
import type { Zoom } from '../gantt/axis.ts';
import { LinkText } from '../links.tsx';
import type { Template } from '../queries.ts';
import { RoleChoices, TeamChoice } from './choices.tsx';
import { defaultsOf } from './defaults.ts';
import { useDraft } from './draft.ts';
import { usePersonsOwn } from './persons-own.ts';
import { Preview } from './preview.tsx';
import { usePlan, useTwins } from './use-plan.ts';
import { useStart } from './use-start.ts';

type Props = {
  readonly account: string;
  readonly template: Template;
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
};

/** The input of a template as a form; beside it when everything would happen. */
export function StartForm({ account, template, zoom, onZoom }: Props) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const fields = useMemo(() => fieldsOf(template.input), [template]);
  const { draft, set, change, forget } = useDraft(account, template.name, () => ({
    values: defaultsOf(fields, template.example, template.anchor),
    touched: [],
    roles: {},
    team: '',
  }));
  const { values, roles, team } = draft;
  const subject = fields.find(({ kind }) => kind === 'person')?.name ?? '';
  const subjectId = (values[subject] as string | undefined) ?? '';
  usePersonsOwn({ account, person: subjectId, fields, draft, set });

  const input = inputOf(fields, values);
  const missing = missingIn(fields, values);
  const plan = usePlan({ account, template: template.name, input, roles }, missing.length === 0);
  const { data: twins = [] } = useTwins(account, template.name, subjectId);
  const body = {
    template: template.name,
    input,
    ...(Object.keys(roles).length > 0 ? { roles } : {}),
    ...(team ? { team } : {}),
  };
  const start = useStart(account, body, forget);
  const [sent, setSent] = useState(false);
  const summary = useRef<HTMLDivElement>(null);

  const planned = plan.error && plan.settled ? faultsOf(plan.error) : noFaults;
  const refused = faultsOf(start.error);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal is of what was sent; what is filled in now is another thing.
  useEffect(() => start.reset(), [JSON.stringify(body)]);
  const missed = sent ? missing.map(({ name }) => [name, t('form.missing')] as const) : [];
  const errors = new Map([...planned.fields, ...refused.fields, ...missed]);
  const teamAsked = team !== '' || refused.team !== undefined;
  const faultyRoles = planned.roles.length > 0 ? planned : refused;
  const lacking = faultyRoles.roles.filter(({ choices }) => !choices);
  const mends = [
    ...fields.filter(({ name }) => errors.has(name)).map((field) => names.field(field)),
    ...faultyRoles.roles.filter(({ choices }) => choices).map(({ role }) => t('form.role', { role: names.role(role) })),
  ];
  const unplaced = [...planned.others, ...refused.others];

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (missing.length > 0 || errors.size > 0) return setTimeout(() => summary.current?.focus());
    start.mutate();
  };

  return (
    <div className="start">
      <form className="start-form" onSubmit={submit} noValidate aria-label={names.title(template.title)}>
        <Stack gap="md">
          {sent && errors.size > 0 && (
            <Callout tone="late" title={t('form.wrong')} ref={summary} role="alert">
              <ul className="tight">
                {fields.flatMap((field) => {
                  const error = errors.get(field.name);
                  return error
                    ? [
                        <li key={field.name}>
                          <Anchor href={`#${fieldId(field.name)}`} onClick={focusOn(field.name)}>
                            {names.field(field)}: {error}
                          </Anchor>
                        </li>,
                      ]
                    : [];
                })}
              </ul>
            </Callout>
          )}
          {fields.map((field) => (
            <InputField
              key={field.name}
              account={account}
              field={field}
              value={values[field.name]}
              error={errors.get(field.name)}
              onChange={(value) => set(field.name, value)}
            />
          ))}
          <RoleChoices
            account={account}
            faults={faultyRoles}
            roles={roles}
            onRoles={(chosen) => change({ roles: chosen })}
          />
          {teamAsked && (
            <TeamChoice
              account={account}
              value={team}
              error={team ? undefined : refused.team}
              onChange={(chosen) => change({ team: chosen })}
            />
          )}
          {start.error && refused.fields.size + refused.roles.length === 0 && !refused.team && (
            <ProblemNote error={start.error} />
          )}
          <Group>
            <Button type="submit" loading={start.isPending}>
              {t('start.start')}
            </Button>
            <Button
              variant="default"
              onClick={() =>
                change({
                  values: defaultsOf(fields, template.example, template.anchor),
                  touched: [],
                  roles: {},
                  team: '',
                })
              }
            >
              {t('form.anew')}
            </Button>
          </Group>
        </Stack>
      </form>
      <section className="start-preview" aria-labelledby="preview-title">
        <h2 id="preview-title">{t('preview.title')}</h2>
        {twins.map((twin) => (
          <Callout key={twin.id} tone="soon" title={t('preview.twin', { name: twin.subject.name })}>
            <LinkText to="/a/$account/processes/$process" params={{ account, process: twin.id }} size="sm">
              {names.title(twin.title)}
            </LinkText>
          </Callout>
        ))}
        {missing.length > 0 ? (
          <p className="quiet">
            {t('preview.waits', { fields: missing.map((field) => names.field(field)).join(', ') })}
          </p>
        ) : mends.length > 0 && lacking.length + unplaced.length === 0 ? (
          <p className="quiet">
            {t('preview.mends', {
              fields: mends.join(', '),
            })}
          </p>
        ) : plan.error && plan.settled ? (
          <Refusal error={plan.error} lacking={lacking} unplaced={unplaced} />
        ) : plan.data ? (
          <Preview plan={plan.data} stale={!plan.settled} zoom={zoom} onZoom={onZoom} />
        ) : (
          <p className="quiet">{t('preview.asking')}</p>
        )}
      </section>
    </div>
  );
}

/** What keeps it from starting, and is not put right in a field. */
function Refusal({
  error,
  lacking,
  unplaced,
}: {
  error: unknown;
  lacking: readonly RoleFault[];
  unplaced: readonly string[];
}): ReactNode {
  const { t } = useTranslation('processes');
  const names = useNames();
  if (!(error instanceof ApiProblem && error.faults.length > 0)) return <ProblemNote error={error} />;
  return (
    <Callout tone="late" title={t('preview.cannot')} role="alert">
      <Sentence error={error} />
      <ul className="tight">
        {lacking.map(({ role, detail }) => (
          <li key={`${role} ${detail}`}>
            <strong>{names.role(role)}</strong>: <span lang="en">{detail}</span>
          </li>
        ))}
        {unplaced.map((detail) => (
          <li key={detail} lang="en">
            {detail}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

const focusOn = (name: string) => (event: { preventDefault: () => void }) => {
  event.preventDefault();
  const field = document.getElementById(fieldId(name));
  (field?.matches('input, textarea, button') ? field : field?.querySelector<HTMLElement>('input'))?.focus();
};
