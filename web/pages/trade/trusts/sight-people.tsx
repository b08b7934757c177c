import { useInfiniteQuery } from '@tanstack/react-query';
import { Wide } from '../../../parts/wide.tsx';
import { useWords, type WholeTrust } from '../parts/data.ts';
import { Shown } from '../parts/page.tsx';
import { seenPeopleQuery } from './sight-data.ts';
import { More } from './sight-more.tsx';
import { nameOf } from './state.tsx';

/** Whom the other side meets in the own tasks, and what it reads of them. */
export function SeenPeople({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const people = useInfiniteQuery(seenPeopleQuery(account, trust.id));
  return (
    <Shown of={people} rows={3}>
      {({ pages }) => {
        const all = pages.flatMap(({ items }) => items);
        if (all.length === 0) return <p className="quiet">{t('sight.nobody', { name })}</p>;
        return (
          <>
            <Wide label={t('sight.part.people')}>
              <table className="plain">
                <caption className="visually-hidden">{t('sight.part.people')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('sight.person')}</th>
                    <th scope="col">{t('sight.email')}</th>
                    <th scope="col">{t('sight.phone')}</th>
                  </tr>
                </thead>
                <tbody>
                  {all.map(({ id, name, email, phone }) => (
                    <tr key={id}>
                      <td>{name}</td>
                      <td>{email ?? <Hidden />}</td>
                      <td>{phone ?? <Hidden />}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Wide>
            <More of={people} />
          </>
        );
      }}
    </Shown>
  );
}

/** What is not shown to them. */
export function Hidden() {
  const { t } = useWords();
  return <span className="sight-hidden">{t('sight.hidden')}</span>;
}
