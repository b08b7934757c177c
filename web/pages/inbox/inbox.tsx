import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../parts/problem.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { useTitle } from '../../parts/title.ts';
import { useAct } from './act.ts';
import { BulkBar } from './bulk-bar.tsx';
import { gridKey } from './grid-keys.ts';
import { InboxHead } from './head.tsx';
import './inbox.css';
import { useInboxKeys } from './keys.ts';
import { InboxList } from './list.tsx';
import { NothingWaits } from './nothing.tsx';
import { idOf, inboxQuery, type Row, useInboxNews } from './rows.ts';
import { inboxSearch } from './search.ts';

const route = getRouteApi('/app/inbox');

/** What waits for the viewer in all accounts, and the task that is open beside it. */
export function InboxPage() {
  const { t } = useTranslation('inbox');
  useTitle(t('title'));
  // Which part of the open task is shown is no matter of the list.
  const search = route.useSearch({ select: inboxSearch, structuralSharing: true });
  const navigate = useNavigate();
  const open = useParams({ strict: false });
  const openId = open.task && open.account ? `${open.account}/${open.task}` : undefined;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(inboxQuery(search));
  useInboxNews(search);
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const [active, setActive] = useState<string | undefined>(openId);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const act = useAct(search);

  // What is open is what is worked on, also where one came to it by going back.
  useEffect(() => {
    if (openId) setActive(openId);
  }, [openId]);

  // What is no longer in the list is neither active nor chosen: its neighbour is.
  const place = rows.findIndex((row) => idOf(row) === active);
  const [lastPlace, setLastPlace] = useState(0);
  useEffect(() => {
    if (place >= 0) setLastPlace(place);
    else if (rows.length > 0 && active !== openId) setActive(idOf(rows[Math.min(lastPlace, rows.length - 1)] as Row));
  }, [place, rows, active, openId, lastPlace]);

  const show = useCallback(
    (row: Row) =>
      void navigate({
        to: '/inbox/$account/$task',
        params: { account: row.account.handle, task: row.task.id },
        search,
      }),
    [navigate, search],
  );
  const close = useCallback(() => void navigate({ to: '/inbox', search }), [navigate, search]);
  const choose = useCallback((row: Row) => {
    setChosen((before) => {
      const after = new Set(before);
      return after.delete(idOf(row)) ? after : after.add(idOf(row));
    });
  }, []);
  const activate = useCallback((row: Row) => setActive(idOf(row)), []);
  const onEnd = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const chosenRows = useMemo(() => rows.filter((row) => chosen.has(idOf(row))), [rows, chosen]);
  const walk = useMemo(
    () => ({ rows, active, openId, activate, show, choose }),
    [rows, active, openId, activate, show, choose],
  );
  useInboxKeys({ walk, chosenRows, close, setChosen, act, search });

  return (
    <div className="inbox" data-open={openId !== undefined}>
      <InboxHead search={search} />
      <div className="inbox-body">
        <div className="inbox-side">
          {error && !data && (
            <div className="page">
              <ProblemNote error={error} again={() => void refetch()} />
            </div>
          )}
          {!data && !error && (
            <div className="page">
              <SkeletonRows rows={9} height={36} />
            </div>
          )}
          {data && rows.length === 0 && <NothingWaits search={search} />}
          {rows.length > 0 && (
            <InboxList
              rows={rows}
              more={hasNextPage}
              onEnd={onEnd}
              active={active}
              chosen={chosen}
              onActive={activate}
              onOpen={show}
              onChoose={choose}
              onKey={(event) => gridKey(walk, event)}
            />
          )}
          {chosenRows.length > 0 && <BulkBar rows={chosenRows} act={act} onNone={() => setChosen(new Set())} />}
        </div>
        {openId && (
          <section className="inbox-panel" aria-label={t('pane.label')}>
            <Outlet />
          </section>
        )}
      </div>
    </div>
  );
}
