import { Button, NumberInput, Select } from '@mantine/core';
import { faultAt } from '../../../parts/form/faults.ts';
import { useWords } from '../parts/data.ts';
import { goals, impacts } from '../parts/promised.tsx';
import { type PromisedDraft, type TargetDraft, type TimeDraft, type Unit, units } from './draft.ts';

/** What is promised: as a rule, and otherwise for tasks on which more or less hangs. */
export function TargetEditor({ value, onChange, error }: TargetEditorProps) {
  const { t } = useWords();
  const setImpact = (impact: (typeof impacts)[number], to: PromisedDraft | undefined) => {
    const { [impact]: _, ...others } = value.byImpact;
    onChange({ ...value, byImpact: to ? { ...others, [impact]: to } : others });
  };
  return (
    <fieldset className="trade-fieldset">
      <legend>{t('promise.promised')}</legend>
      <p className="quiet small">{t('promise.help')}</p>
      <Row
        title={t('promise.rule')}
        value={value.rule}
        onChange={(rule) => onChange({ ...value, rule })}
        error={error}
        at="target"
      />
      {impacts.map((impact) => {
        const promised = value.byImpact[impact];
        const name = t('promise.ofImpact', { impact: t(`common:impact.${impact}`) });
        return promised ? (
          <Row
            key={impact}
            title={name}
            value={promised}
            onChange={(to) => setImpact(impact, to)}
            onRemove={() => setImpact(impact, undefined)}
            error={error}
            at={`target/byImpact/${impact}`}
          />
        ) : null;
      })}
      <div className="target-more">
        {impacts
          .filter((impact) => !value.byImpact[impact])
          .map((impact) => (
            <Button key={impact} size="compact-xs" variant="default" onClick={() => setImpact(impact, value.rule)}>
              {t('promise.otherwise', { impact: t(`common:impact.${impact}`) })}
            </Button>
          ))}
      </div>
    </fieldset>
  );
}
type TargetEditorProps = {
  readonly value: TargetDraft;
  readonly onChange: (to: TargetDraft) => void;
  readonly error: unknown;
};

function Row({ title, value, onChange, onRemove, error, at }: RowProps) {
  const { t } = useWords();
  return (
    <fieldset className="target-row">
      <legend>{title}</legend>
      {goals.map((goal) => (
        <Time
          key={goal}
          label={t(`promise.${goal}`)}
          value={value[goal]}
          onChange={(time) => onChange({ ...value, [goal]: time })}
          error={faultAt(error, `${at}/${goal}`)}
        />
      ))}
      {onRemove && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={onRemove}
          aria-label={t('promise.asRuleOf', { of: title })}
        >
          {t('promise.asRule')}
        </Button>
      )}
    </fieldset>
  );
}
type RowProps = {
  readonly title: string;
  readonly value: PromisedDraft;
  readonly onChange: (to: PromisedDraft) => void;
  readonly onRemove?: () => void;
  readonly error: unknown;
  readonly at: string;
};

function Time({ label, value, onChange, error }: TimeProps) {
  const { t } = useWords();
  return (
    <div className="target-time">
      <NumberInput
        label={label}
        placeholder={t('promise.no')}
        value={value.amount}
        onChange={(amount) => onChange({ ...value, amount: typeof amount === 'number' ? amount : '' })}
        error={error}
        min={0}
        hideControls
        w={110}
      />
      <Select
        aria-label={t('promise.unitOf', { of: label })}
        data={units.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
        value={value.unit}
        onChange={(unit) => unit && onChange({ ...value, unit: unit as Unit })}
        allowDeselect={false}
        w={160}
      />
    </div>
  );
}
type TimeProps = {
  readonly label: string;
  readonly value: TimeDraft;
  readonly onChange: (to: TimeDraft) => void;
  readonly error: string | undefined;
};
