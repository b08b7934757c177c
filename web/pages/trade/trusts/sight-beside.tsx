import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../../client/api.ts';
import { When } from '../../../parts/when.tsx';
import { Wide } from '../../../parts/wide.tsx';
import { useWords, type WholeTrust } from '../parts/data.ts';
import type { Capability } from './capabilities.ts';
import { nameOf } from './state.tsx';

type Note = Pick<Schemas['Note'], 'id' | 'text' | 'author' | 'createdAt'>;
type BesideTask = {
  readonly notes: readonly Note[];
  /** Null where it is not granted. */
  readonly processNotes: readonly Note[] | null;
  readonly plan: readonly Schemas['PlannedTask'][] | null;
};

/** Notes and plan beside a task, as far as they are shown to the other side; where they are not, why. */
export function Beside({ of: { notes, processNotes, plan }, trust }: { of: BesideTask; trust: WholeTrust }) {
  const { t } = useWords();
  return (
    <>
      <h3>{t('sight.notes')}</h3>
      {notes.length === 0 ? <p className="quiet">{t('sight.noNotes')}</p> : <Notes notes={notes} />}
      {trust.side === 'trusting' && (
        <>
          <h3>{t('sight.processNotes')}</h3>
          {processNotes === null ? (
            <Withheld trust={trust} capability="share_workflow_notes" />
          ) : processNotes.length === 0 ? (
            <p className="quiet">{t('sight.nothing')}</p>
          ) : (
            <Notes notes={processNotes} />
          )}
          <h3>{t('sight.plan')}</h3>
          {plan === null ? (
            <Withheld trust={trust} capability="share_plan" />
          ) : (
            <Wide label={t('sight.plan')}>
              <table className="plain">
                <caption className="visually-hidden">{t('sight.plan')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('sight.task')}</th>
                    <th scope="col">{t('sight.status')}</th>
                    <th scope="col">{t('sight.due')}</th>
                  </tr>
                </thead>
                <tbody>
                  {plan.map(({ title, status, due }) => (
                    <tr key={`${title} ${due}`}>
                      <td>{title}</td>
                      <td>{t(`common:status.${status}`)}</td>
                      <td>
                        <When at={due} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Wide>
          )}
        </>
      )}
    </>
  );
}

function Withheld({ trust, capability }: { trust: WholeTrust; capability: Capability }) {
  const { t } = useWords();
  return (
    <p className="quiet">
      {t('sight.notGranted', { name: nameOf(trust), what: t(`grant.of.${capability}.title`) })}{' '}
      <Link from="/a/$account/trusts/$trust" to="." search={{ view: 'granted' }}>
        {t('trust.view.granted')}
      </Link>
    </p>
  );
}

function Notes({ notes }: { notes: readonly Note[] }) {
  return (
    <ul className="trade-list">
      {notes.map(({ id, text, author, createdAt }) => (
        <li key={id} className="sight-note">
          <div className="small quiet">
            {author.name} · {author.account.name} · <When at={createdAt} />
          </div>
          <div className="trade-pre">{text}</div>
        </li>
      ))}
    </ul>
  );
}
