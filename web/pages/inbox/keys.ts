import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, useCommands } from '../../shell/commands.ts';
import { type Asked, askFor } from '../tasks/asked.ts';
import { type Verb, verbsOf } from '../tasks/verbs.ts';
import type { Act } from './act.ts';
import { goBy, type Walk } from './grid-keys.ts';
import { idOf, type Row } from './rows.ts';
import type { InboxSearch } from './search.ts';

type Parts = {
  readonly walk: Walk;
  readonly chosenRows: readonly Row[];
  readonly close: () => void;
  readonly setChosen: (ids: ReadonlySet<string>) => void;
  readonly act: Act;
  readonly search: InboxSearch;
};

/** Everything in the inbox by keys. What needs words (why it waits, what came of it) is asked for in the open task. */
export function useInboxKeys({ walk, chosenRows, close, setChosen, act, search }: Parts): void {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const commands = useMemo<Command[]>(() => {
    const group = t('keys.group');
    const { rows, active, openId, show, choose } = walk;
    const current = rows.find((row) => idOf(row) === active);
    const verb = (name: Verb) => () => {
      // What needs words is asked about one task, the one that is looked at, however many are chosen.
      const many = atOnce.has(name) && chosenRows.length > 0 ? chosenRows : current ? [current] : [];
      const fit = many.filter(({ task }) => verbsOf(task).includes(name));
      if (fit.length === 0) return;
      if (atOnce.has(name)) void act(name, fit).then(() => setChosen(new Set()));
      else ask(name);
    };
    const ask = (what: Asked) => {
      if (!current) return;
      show(current);
      askFor({ account: current.account.handle, task: current.task.id, what });
    };
    const view = (part: InboxSearch['part']) => () => void navigate({ to: '/inbox', search: { ...search, part } });
    const onRow: Command[] = [
      { id: 'accept', keys: 'a', run: verb('accept') },
      { id: 'start', keys: 's', run: verb('start') },
      { id: 'wait', keys: 'w', run: verb('wait') },
      { id: 'complete', keys: 'c', run: verb('complete') },
      { id: 'approve', keys: 'y', run: verb('approve') },
      { id: 'reject', keys: 'r', run: () => verb(current?.approval ? 'decline' : 'reject')() },
    ].map((command) => ({ ...command, label: t(`verb.${command.id as Verb}`), group }));
    return [
      { id: 'next', label: t('keys.next'), group, keys: 'j', run: () => goBy(walk, 1), keysOnly: true },
      { id: 'previous', label: t('keys.previous'), group, keys: 'k', run: () => goBy(walk, -1), keysOnly: true },
      ...(current ? [{ id: 'open', label: t('keys.open'), group, keys: 'o', run: () => show(current) }] : []),
      ...(openId ? [{ id: 'close', label: t('keys.close'), group, keys: 'Escape', run: close }] : []),
      ...(current ? [{ id: 'choose', label: t('keys.choose'), group, keys: 'x', run: () => choose(current) }] : []),
      {
        id: 'choose-all',
        label: t('keys.chooseAll'),
        group,
        keys: 'Shift+X',
        run: () => setChosen(new Set(rows.map(idOf))),
      },
      ...onRow,
      { id: 'note', label: t('verb.note'), group, keys: 'n', run: () => ask('note') },
      { id: 'search', label: t('keys.search'), group, keys: '/', run: focusSearch },
      { id: 'view-all', label: t('keys.all'), group, keys: '1', run: view(undefined) },
      { id: 'view-mine', label: t('keys.mine'), group, keys: '2', run: view('mine') },
      { id: 'view-team', label: t('keys.team'), group, keys: '3', run: view('team') },
    ];
  }, [t, walk, chosenRows, close, setChosen, act, navigate, search]);
  useCommands(commands);
}

export const searchFieldId = 'inbox-search';
const focusSearch = () => document.getElementById(searchFieldId)?.focus();

/** What takes no words. */
const atOnce: ReadonlySet<Verb> = new Set(['accept', 'start', 'approve']);
