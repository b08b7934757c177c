import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMoment } from './moment.ts';
import type { Step } from './queries.ts';

/** All that a template says of one of its steps. */
export function StepDetails({ steps, open, onClose }: Props) {
  const { t } = useTranslation(['templates', 'common']);
  const step = steps.find(({ id }) => id === open);
  return (
    <Drawer
      opened={step !== undefined}
      onClose={onClose}
      position="right"
      title={step?.title}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {step && <Facts step={step} steps={steps} />}
    </Drawer>
  );
}

type Props = {
  readonly steps: readonly Step[];
  /** Its id. */
  readonly open: string | undefined;
  readonly onClose: () => void;
};

type Fact = {
  readonly label: string;
  readonly is: string | number | false | null;
  /** In English by the API, whatever the language of the pages. */
  readonly written?: boolean;
};

function Facts({ step, steps }: { step: Step; steps: readonly Step[] }) {
  const { t } = useTranslation(['templates', 'common']);
  const moment = useMoment();
  const titleOf = (id: string) => steps.find((other) => other.id === id)?.title ?? id;
  const facts: readonly Fact[] = [
    { label: t('step.kind'), is: t(`common:category.${step.kind}`) },
    { label: t('step.role'), is: step.account },
    { label: t('step.service'), is: step.service },
    { label: t('step.offer'), is: step.offer },
    { label: t('step.automation'), is: step.automation },
    { label: t('step.people'), is: step.people.join(', ') },
    {
      label: t('step.enough'),
      is: step.people.length > 1 && step.required && t('step.required', { count: step.required }),
    },
    { label: t('step.waitsFor'), is: step.after.map(titleOf).join(', ') || t('step.nothing') },
    { label: t('step.notBefore'), is: step.notBefore && moment(step.notBefore) },
    { label: t('step.due'), is: step.due && moment(step.due) },
    { label: t('step.target'), is: step.target, written: true },
    { label: t('step.conditional'), is: step.conditional ?? t('step.always'), written: step.conditional !== null },
    { label: t('step.eachLabel'), is: step.each.length > 0 && t('step.each', { list: step.each.join(', ') }) },
    { label: t('step.instructions'), is: step.instructions },
  ];
  return (
    <dl className="template-facts">
      {facts
        .filter(({ is }) => is)
        .map(({ label, is, written }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd {...(written ? { lang: 'en' } : {})}>{is}</dd>
          </div>
        ))}
    </dl>
  );
}
