import { useMantineColorScheme } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { answer, api, type Schemas } from '../client/api.ts';
import { meQuery, useMe } from '../client/me.ts';
import { queries } from '../client/queries.ts';
import { choose, forget, type Language } from '../words/index.ts';
import { prefer } from './preferences.ts';

type Liked = Schemas['Preferences'];
type Choice = { readonly language?: Language; readonly theme?: Liked['theme']; readonly shortcuts?: boolean };

/** Whose the copy in this browser is, and what of it is not kept with the person yet: chosen a moment ago, or offline. */
const owner = 'accord.liked-by';
const unkept = 'accord.unkept';

/** How the person likes everything, in any browser; what he chose in this one is handed in first. */
const likedQuery = queryOptions({ queryKey: ['preferences'], queryFn: handInAndRead, staleTime: 60_000 });

async function handInAndRead(): Promise<Liked> {
  for (;;) {
    const found = await answer(api().GET('/v1/preferences'));
    const chosen = localStorage.getItem(unkept);
    if (chosen === null) return found;
    const choice = choiceOf(queries.getQueryData(meQuery.queryKey)?.person.id);
    const wanted = { ...found, ...choice };
    if (choice) await answer(api().PUT('/v1/preferences', { body: wanted }));
    // Meanwhile he may have chosen something else.
    if (localStorage.getItem(unkept) !== chosen) continue;
    localStorage.removeItem(unkept);
    return wanted;
  }
}

/** What this person chose; another's is not his. */
function choiceOf(person: string | undefined): Choice | undefined {
  const { by, choice } = JSON.parse(localStorage.getItem(unkept) ?? '{}') as { by?: string; choice?: Choice };
  return by !== undefined && by === person ? choice : undefined;
}

/** Shows everything as somebody likes it. The copy of this browser is what it begins with next time. */
function useShow() {
  const { setColorScheme } = useMantineColorScheme();
  return useCallback(
    async ({ language, theme, shortcuts }: Partial<Liked>) => {
      if (theme !== undefined) setColorScheme(theme);
      if (shortcuts !== undefined) prefer({ shortcuts });
      if (language) await choose(language);
    },
    [setColorScheme],
  );
}

/** Takes over what the person likes before the first page is shown to him; what cannot be read must not keep him out. */
export function useTakeOver(): (person: string) => Promise<void> {
  const show = useShow();
  const queries = useQueryClient();
  return async (person) => {
    const liked = await queries.fetchQuery(likedQuery).catch(() => undefined);
    if (liked) await own(liked, person, show);
  };
}

/** Keeps to what the person likes, as it is said in any browser. Read when the page is there, which begins with the copy. */
export function useLiked(): void {
  const { id } = useMe().person;
  const show = useShow();
  const [enabled, enable] = useState(() => localStorage.getItem(owner) !== id);
  useEffect(() => {
    const timer = setTimeout(() => enable(true), calm);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useQuery({ ...likedQuery, enabled });
  useEffect(() => {
    if (data) void own(data, id, show);
  }, [data, id, show]);
}

/** Says how one likes it from now on, here at once and soon in every other browser. */
export function useLike(): (choice: Choice) => void {
  const { id } = useMe().person;
  const show = useShow();
  const queries = useQueryClient();
  return (choice) => {
    localStorage.setItem(unkept, JSON.stringify({ by: id, choice: { ...choiceOf(id), ...choice } }));
    void show(choice);
    void queries.invalidateQueries({ queryKey: likedQuery.queryKey });
  };
}

async function own(liked: Liked, person: string, show: (liked: Liked) => Promise<void>): Promise<void> {
  const before = localStorage.getItem(owner);
  localStorage.setItem(owner, person);
  await show(liked);
  // Who chose no language reads that of his browser, not that of whoever was here before.
  if (liked.language === null && before !== null && before !== person) await forget();
}

/** ms in which the page has everything else to read. */
const calm = 1_500;
