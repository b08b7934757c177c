import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, isGone, Unreachable } from '../client/problem.ts';
import { NotHere } from './not-here.tsx';

/** What went wrong, as a sentence. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Unreachable) return i18next.t('problem.unreachable');
  return error instanceof Error ? error.message : String(error);
}

/** The same, spoken in the language it is written in: the API says everything in English. */
export function Sentence({ error }: { error: unknown }) {
  return <span lang={error instanceof ApiProblem ? 'en' : undefined}>{sentenceOf(error)}</span>;
}

/** What kind of thing went wrong, in the viewer's language. */
function headlineOf(error: unknown): string {
  const key = error instanceof ApiProblem ? `problem.kind.${error.kind}` : '';
  return i18next.t(i18next.exists(key) ? (key as 'problem.kind.stale') : 'problem.title');
}

/** Says on the page what went wrong and offers to try again. */
export function ProblemNote({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useTranslation();
  const number = error instanceof ApiProblem ? error.requestId : undefined;
  const faults = error instanceof ApiProblem ? error.faults : [];
  return (
    <Alert color="red" variant="light" title={headlineOf(error)} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          <Sentence error={error} />
        </Text>
        {faults.length > 0 && (
          <ul lang="en">
            {faults.map(({ pointer, parameter, detail }) => (
              <li key={`${pointer ?? parameter} ${detail}`}>
                {[pointer?.replace(/^#\/?/, '').replaceAll('/', ' › ') ?? parameter, detail].filter(Boolean).join(': ')}
              </li>
            ))}
          </ul>
        )}
        {number && (
          <Text size="xs" className="quiet">
            {t('problem.number', { number })}
          </Text>
        )}
        {again && (
          <Button size="xs" variant="default" onClick={again}>
            {t('problem.again')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** A page that could not be shown. */
export function ProblemPage({ error }: { error: unknown }) {
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  if (isGone(error)) return <NotHere />;
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className="page">
      <ProblemNote error={error} again={again} />
    </div>
  );
}

/** Says in the corner what went wrong with something that was done from a page. */
export function tellProblem(error: unknown, undone = false): void {
  const sentence = <Sentence error={error} />;
  void tell({
    color: 'red',
    title: headlineOf(error),
    message: undone ? (
      <>
        {i18next.t('problem.undone')} {sentence}
      </>
    ) : (
      sentence
    ),
    autoClose: 12_000,
    role: 'alert',
  });
}

/** Says in the corner what was done. */
export function tellDone(message: string): void {
  void tell({ message, color: 'green', autoClose: 4_000, role: 'status' });
}

type Told = {
  readonly message: ReactNode;
  readonly color: string;
  readonly autoClose: number;
  readonly role: string;
  readonly title?: string;
};

/** What shows it is loaded when there is something to say. */
async function tell(told: Told): Promise<void> {
  const { show } = await import('./toasts.tsx');
  show({ ...told, closeButtonProps: { 'aria-label': i18next.t('action.close') } });
}
