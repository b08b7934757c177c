import { Button, Group, Paper, Radio, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultAt, faultsOf } from '../../parts/form/faults.ts';
import { inputOf, type Values } from '../../parts/form/fields.ts';
import { OutputForm, outputFields } from '../../parts/form/output-form.tsx';
import { ProblemNote } from '../../parts/problem.tsx';
import type { WholeTask } from './queries.ts';
import type { Said, Verb } from './verbs.ts';

type Props = {
  readonly account: string;
  readonly verb: Verb;
  readonly task: WholeTask;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onCancel: () => void;
  readonly onSay: (said: Said) => void;
};

/** Asks for what has to be said: why, until when, what came of it. */
export function Saying({ account, verb, task, busy, error, onCancel, onSay }: Props) {
  const { t } = useTranslation(['tasks', 'inbox', 'common']);
  const [reason, setReason] = useState('');
  const [whom, setWhom] = useState<'customer' | 'other'>('other');
  const [until, setUntil] = useState('');
  const [output, setOutput] = useState<Values>({});
  const fields = outputFields(task.outputSchema);
  const faults = faultsOf(error, 'output').fields;
  const [faultyReason, faultyUntil] = [faultAt(error, 'reason'), faultAt(error, 'until')];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (verb === 'complete') onSay({ output: inputOf(fields, output) });
    else onSay({ reason, for: whom, ...(until ? { until: new Date(until).toISOString() } : {}) });
  };
  const title = t(`inbox:verb.${verb}`);
  return (
    <Paper
      component="form"
      onSubmit={submit}
      withBorder
      p="md"
      mb="md"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        // It closes what is open in a field first: Mantine marks the field as long as it is.
        if (!(event.target as Element).closest('[data-mantine-stop-propagation]')) onCancel();
      }}
    >
      <Stack gap="sm">
        <Title order={3} size="h5">
          {title}
        </Title>
        {error && faults.size === 0 && !faultyReason && !faultyUntil && <ProblemNote error={error} />}
        {verb === 'complete' ? (
          <OutputForm account={account} fields={fields} output={output} faults={faults} onChange={setOutput} />
        ) : (
          <Textarea
            label={t(`why.${verb === 'wait' ? 'wait' : 'stop'}`)}
            description={t(`whyHelp.${verb === 'wait' ? 'wait' : 'stop'}`, { name: task.owner.name })}
            required
            withAsterisk={false}
            autoFocus
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            error={faultyReason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        )}
        {verb === 'wait' && (
          <>
            <Radio.Group label={t('waitFor.label')} value={whom} onChange={(value) => setWhom(value as typeof whom)}>
              <Stack gap={6} mt={4}>
                <Radio value="other" label={t('waitFor.other')} />
                <Radio value="customer" label={t('waitFor.customer', { name: task.owner.name })} />
              </Stack>
            </Radio.Group>
            <TextInput
              type="datetime-local"
              label={t('waitUntil')}
              description={t('waitUntilHelp')}
              value={until}
              error={faultyUntil}
              onChange={({ currentTarget }) => setUntil(currentTarget.value)}
            />
          </>
        )}
        <Group gap={8}>
          <Button type="submit" size="xs" loading={busy}>
            {title}
          </Button>
          <Button size="xs" variant="default" onClick={onCancel}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
