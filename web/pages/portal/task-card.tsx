import { Button, Checkbox, Stack, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnTask } from '../../client/portal.ts';
import { faultsOf } from '../../parts/form/faults.ts';
import { inputOf, type Values } from '../../parts/form/fields.ts';
import { OutputForm, outputFields } from '../../parts/form/output-form.tsx';
import { useFormat } from '../../parts/format.ts';
import { useNow } from '../../parts/now.ts';
import { ProblemNote } from '../../parts/problem.tsx';
import { useCompletion, useTick } from './queries.ts';

type Props = {
  readonly task: OwnTask;
  readonly open: boolean;
  readonly onToggle: () => void;
  /** Once it is complete, and this card gone. */
  readonly onDone: () => void;
};

/** Something one is to do: opened, it says how, and is done here. */
export function TaskCard({ task, open, onToggle, onDone }: Props) {
  const { t } = useTranslation('portal');
  const format = useFormat();
  const now = useNow();
  const inside = useId();
  const late = task.due !== null && Date.parse(task.due) < now;
  return (
    <li className="portal-card">
      <h3>
        <UnstyledButton
          className="portal-card-head"
          aria-expanded={open}
          aria-controls={open ? inside : undefined}
          onClick={onToggle}
        >
          <span className="portal-card-title">{task.title}</span>
          <span className={late ? 'late' : 'quiet'}>
            {task.due === null ? t('noDue') : t(late ? 'late' : 'by', { when: format.date(task.due) })}
            {task.checklist.length > 0 &&
              ` · ${t('ticked', { done: task.checklist.filter(({ done }) => done).length, count: task.checklist.length })}`}
          </span>
        </UnstyledButton>
      </h3>
      {open && (
        <div id={inside} className="portal-card-inside">
          {task.instructions && <p className="portal-instructions">{task.instructions}</p>}
          <Work task={task} onDone={onDone} />
        </div>
      )}
    </li>
  );
}

function Work({ task, onDone }: Pick<Props, 'task' | 'onDone'>) {
  const { t } = useTranslation('portal');
  const fields = outputFields(task.outputSchema);
  const asks = fields.length > 0;
  const [values, setValues] = useState<Values>({});
  const output = inputOf(fields, values);
  const tick = useTick(task);
  const complete = useCompletion(task, asks);
  const left = task.checklist.filter(({ done }) => !done).length;
  const faults = faultsOf(complete.error, 'output').fields;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // One that asks for nothing is gone at once; a form stays until what it says is taken.
    if (asks) complete.mutate(output, { onSuccess: onDone });
    else {
      complete.mutate(output);
      onDone();
    }
  };
  return (
    <form onSubmit={submit} aria-label={task.title}>
      <Stack gap="md">
        {task.checklist.length > 0 && (
          <Stack gap={10} role="group" aria-label={t('checklist')}>
            {task.checklist.map(({ item, title, done }) => (
              <Checkbox
                key={item}
                size="md"
                label={title}
                checked={done}
                onChange={({ currentTarget }) => tick.mutate({ item, done: currentTarget.checked })}
              />
            ))}
          </Stack>
        )}
        {asks && (
          <OutputForm
            account={task.account.handle}
            fields={fields}
            output={values}
            faults={faults}
            onChange={setValues}
          />
        )}
        {complete.error && faults.size === 0 && <ProblemNote error={complete.error} />}
        <div className="portal-do">
          <Button type="submit" size="md" disabled={left > 0} loading={complete.isPending}>
            {t('complete')}
          </Button>
          <Link to="/a/$account/tasks/$task" params={{ account: task.account.handle, task: task.id }}>
            {t('more')}
          </Link>
        </div>
        {left > 0 && <p className="quiet">{t('tickFirst', { count: left })}</p>}
      </Stack>
    </form>
  );
}
