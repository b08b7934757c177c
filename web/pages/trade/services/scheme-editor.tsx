import { Button, Checkbox, Group, NumberInput, Select } from '@mantine/core';
import type { Schemas } from '../../../client/api.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { PersonPicker } from '../../../parts/person-picker.tsx';
import { useWords } from '../parts/data.ts';
import { goals } from '../parts/promised.tsx';
import { TeamSelect } from './service-fields.tsx';

export type Rule = Schemas['SchemeRule'];
const told = ['assignee', 'coordinator', 'service_owner', 'manager'] as const satisfies readonly Rule['to'][number][];

/** A rule as it is being written: somebody to escalate to may not be chosen yet. */
export type RuleDraft = Omit<Rule, 'escalateTo'> & {
  readonly key: string;
  readonly escalate: 'nobody' | 'team' | 'person';
  readonly to: Rule['to'];
  readonly target: string | null;
};

export const draftsOfScheme = (scheme: readonly Rule[]): RuleDraft[] =>
  scheme.map(({ escalateTo, ...rule }, index) => ({
    ...rule,
    key: `rule-${index}`,
    escalate: !escalateTo ? 'nobody' : 'team' in escalateTo ? 'team' : 'person',
    target: !escalateTo ? null : 'team' in escalateTo ? escalateTo.team : escalateTo.person,
  }));

export const schemeOf = (drafts: readonly RuleDraft[]): Rule[] =>
  drafts.map(({ key: _, escalate, target, inWorkingHours, ...rule }) => ({
    ...rule,
    ...(inWorkingHours ? { inWorkingHours } : {}),
    ...(target === null || escalate === 'nobody'
      ? {}
      : { escalateTo: escalate === 'team' ? { team: target } : { person: target } }),
  }));

/** Who is told at which part of a target, and where the task goes then. */
export function SchemeEditor({ account, value, onChange, error }: SchemeEditorProps) {
  const { t } = useWords();
  const add = () =>
    onChange([
      ...value,
      { key: `${Date.now()}`, goal: 'complete', at: 75, to: ['assignee'], escalate: 'nobody', target: null },
    ]);
  return (
    <fieldset className="trade-fieldset">
      <legend>{t('scheme.title')}</legend>
      <p className="quiet small">{t(value.length === 0 ? 'scheme.usual' : 'scheme.own')}</p>
      {value.map((rule, index) => (
        <RuleFields
          key={rule.key}
          account={account}
          number={index + 1}
          rule={rule}
          change={(to) => onChange(value.map((one, at) => (at === index ? { ...one, ...to } : one)))}
          remove={() => onChange(value.filter((_, at) => at !== index))}
          fault={(field) => faultAt(error, `scheme/${index}/${field}`)}
        />
      ))}
      <div>
        <Button size="compact-sm" variant="default" onClick={add}>
          {t('scheme.add')}
        </Button>
      </div>
    </fieldset>
  );
}
type SchemeEditorProps = {
  readonly account: string;
  readonly value: readonly RuleDraft[];
  readonly onChange: (to: RuleDraft[]) => void;
  readonly error: unknown;
};

function RuleFields({ account, number, rule, change, remove, fault }: RuleFieldsProps) {
  const { t } = useWords();
  return (
    <fieldset className="scheme-rule">
      <legend>{t('scheme.rule', { number })}</legend>
      <div className="scheme-when">
        <Select
          label={t('scheme.goal')}
          data={goals.map((goal) => ({ value: goal, label: t(`promise.${goal}`) }))}
          value={rule.goal}
          onChange={(goal) => goal && change({ goal: goal === 'respond' ? 'respond' : 'complete' })}
          allowDeselect={false}
          w={150}
        />
        <Select
          label={t('scheme.at')}
          data={[
            { value: 'percent', label: t('scheme.percent') },
            { value: 'breach', label: t('scheme.breach') },
          ]}
          value={rule.at === 'breach' ? 'breach' : 'percent'}
          onChange={(at) => change({ at: at === 'breach' ? 'breach' : 75 })}
          allowDeselect={false}
          error={rule.at === 'breach' ? fault('at') : undefined}
          w={190}
        />
        {rule.at !== 'breach' && (
          <NumberInput
            label={t('scheme.percentOf')}
            value={rule.at}
            onChange={(at) => change({ at: typeof at === 'number' ? at : 75 })}
            min={1}
            max={99}
            allowDecimal={false}
            suffix=" %"
            error={fault('at')}
            w={110}
          />
        )}
      </div>
      <Checkbox.Group
        label={t('scheme.to')}
        value={rule.to}
        onChange={(names) => change({ to: told.filter((one) => names.includes(one)) })}
        error={fault('to')}
      >
        <Group mt={4} gap="lg">
          {told.map((one) => (
            <Checkbox key={one} value={one} label={t(`scheme.told.${one}`)} size="xs" />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox
        label={t('scheme.inWorkingHours')}
        checked={rule.inWorkingHours ?? false}
        onChange={({ currentTarget }) => change({ inWorkingHours: currentTarget.checked })}
        size="xs"
      />
      <div className="scheme-when">
        <Select
          label={t('scheme.escalate')}
          data={(['nobody', 'team', 'person'] as const).map((value) => ({
            value,
            label: t(`scheme.escalateTo.${value}`),
          }))}
          value={rule.escalate}
          onChange={(to) => change({ escalate: (to ?? 'nobody') as RuleDraft['escalate'], target: null })}
          allowDeselect={false}
          error={rule.escalate === 'nobody' ? fault('escalateTo') : undefined}
          w={230}
        />
        {rule.escalate === 'team' && (
          <TeamSelect
            account={account}
            label={t('service.team')}
            value={rule.target}
            onChange={(target) => change({ target })}
            error={fault('escalateTo')}
          />
        )}
        {rule.escalate === 'person' && (
          <PersonPicker
            account={account}
            label={t('lent.person')}
            value={rule.target}
            onChange={(target) => change({ target })}
            error={fault('escalateTo')}
          />
        )}
      </div>
      <div>
        <Button size="compact-sm" variant="default" onClick={remove} aria-label={t('scheme.removeOf', { number })}>
          {t('common:action.remove')}
        </Button>
      </div>
    </fieldset>
  );
}
type RuleFieldsProps = {
  readonly account: string;
  readonly number: number;
  readonly rule: RuleDraft;
  readonly change: (to: Partial<RuleDraft>) => void;
  readonly remove: () => void;
  readonly fault: (field: string) => string | undefined;
};
