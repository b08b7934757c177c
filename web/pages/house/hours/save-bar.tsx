import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import { accountQuery, type Calendar, type OwnAccount } from '../queries.ts';
import { isSame, overlapOf, shiftedMonths, yearOf } from './days.ts';

type Props = {
  readonly account: string;
  readonly own: OwnAccount;
  readonly draft: Calendar;
  readonly saved: Calendar;
  readonly year: number;
  readonly onDone: () => void;
};

/** What the edited calendar changes, and whether it shall hold. */
export function SaveBar({ account, own, draft, saved, year, onDone }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () => {
      const params = { path: { id: own.id }, header: once() };
      return answer(api(account).PATCH('/v1/accounts/{id}', { params, body: { calendar: draft } }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: accountQuery(account).queryKey });
      tellDone(t('hours.saved'));
      onDone();
    },
  });
  const weeks = [draft.week, ...(draft.later ?? []).map(({ week }) => week)];
  const wrong = weeks.some((week) => week.some((_, weekday) => overlapOf(week, weekday)));
  const changes = changesOf(draft, saved, year);
  const zoneChanged = draft.zone !== saved.zone;
  return (
    <section className="save-bar" aria-label={t('hours.unsaved')}>
      {save.error && <ProblemNote error={save.error} />}
      <Group justify="space-between" gap="sm">
        <div role="status">
          <Text fw={600}>{t('hours.unsaved')}</Text>
          <Text size="sm">
            {[
              ...(zoneChanged ? [t('hours.zoneChanges', { from: saved.zone, to: draft.zone })] : []),
              t('hours.changes', { count: changes.here, year }),
              ...(changes.after > 0
                ? [t('hours.changesAfter', { count: changes.after, from: year + 1, to: year + 4 })]
                : []),
              ...(changes.past > 0 ? [t('hours.changesPast', { count: changes.past })] : []),
            ].join(' ')}
          </Text>
          <Text size="sm" className="quiet">
            {t('hours.goesOn')}
          </Text>
        </div>
        <Group gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('discard')}
          </Button>
          <Button onClick={() => save.mutate()} loading={save.isPending} disabled={wrong}>
            {t('common:action.save')}
          </Button>
        </Group>
      </Group>
    </section>
  );
}

/** How many days become different: of the year that is shown, of the four after it, and of the year until today. */
function changesOf(draft: Calendar, saved: Calendar, year: number) {
  const differing = (of: number) => {
    const before = yearOf(saved, of);
    return yearOf(draft, of).filter((day, index) => !isSame(day, before[index] as (typeof before)[number]));
  };
  const today = new Date().toISOString().slice(0, 10);
  const past = [...differing(Number(today.slice(0, 4)) - 1), ...differing(Number(today.slice(0, 4)))].filter(
    ({ date }) => date < today && date >= shiftedMonths(today, -12),
  );
  const after = [1, 2, 3, 4].reduce((sum, years) => sum + differing(year + years).length, 0);
  return { here: differing(year).length, after, past: past.length };
}
