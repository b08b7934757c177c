import { Checkbox, Group, Radio, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../../parts/format.ts';
import { useRights, useWords, type WholeTrust } from '../parts/data.ts';
import { State } from '../parts/page.tsx';
import { approvalLevels, type Capability, grantableBy, lendable, otherSideOf } from './capabilities.ts';
import { type GrantChange, useGrant } from './grant.ts';
import { goesOn, nameOf } from './state.tsx';

type Grant = WholeTrust['grants'][number];

/** All that the two sides of a trust can allow each other, by who allows it; off until granted. */
export function Granted({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const { mayChange } = useRights(account);
  const name = nameOf(trust);
  const change = useGrant(account, trust);
  const grantOf = (by: Grant['by'], capability: Capability) =>
    trust.grants.find((one) => one.by === by && one.capability === capability);
  return (
    <div className="grants">
      <section aria-labelledby="grants-us">
        <h2 id="grants-us">{t('grant.us', { name })}</h2>
        <p className="quiet small">{t(goesOn(trust) ? 'grant.usHelp' : 'grant.usHeld', { name })}</p>
        <ul className="trade-list">
          {trust.side === 'trusted' && <Listed trust={trust} by="us" />}
          {grantableBy(trust.side).map((capability) => (
            <li key={capability} className="grant">
              <Own
                capability={capability}
                grant={grantOf('us', capability)}
                name={name}
                mayChange={mayChange}
                mayGrant={goesOn(trust)}
                change={(to) => change.mutate({ capability, ...to })}
              />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="grants-them">
        <h2 id="grants-them">{t('grant.them', { name })}</h2>
        <p className="quiet small">{t('grant.themHelp', { name })}</p>
        <ul className="trade-list">
          {trust.side === 'trusting' && <Listed trust={trust} by="them" />}
          {grantableBy(otherSideOf(trust.side)).map((capability) => (
            <li key={capability} className="grant">
              <Theirs capability={capability} grant={grantOf('them', capability)} name={name} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Something the own side grants. */
function Own({ capability, grant, name, mayChange, mayGrant, change }: OwnProps) {
  const { t } = useWords();
  const words = `grant.of.${capability}` as const;
  const held = !mayChange || (!grant && !mayGrant);
  return (
    <>
      <Switch
        label={t(`${words}.title`)}
        description={t(`${words}.us`, { name })}
        checked={grant !== undefined}
        disabled={held}
        onChange={({ currentTarget }) => change(currentTarget.checked ? { to: firstOf(capability) } : { to: null })}
        classNames={{ label: 'grant-title' }}
      />
      {grant && capability === 'assign_approvals' && (
        <Radio.Group
          aria-label={t('grant.level.label')}
          value={grant.level ?? ''}
          onChange={(level) => change({ to: { level } })}
          className="grant-more"
        >
          <Group gap="lg">
            {approvalLevels.map((level) => (
              <Radio
                key={level}
                value={level}
                label={t(`grant.level.${level}`)}
                disabled={!mayChange || !mayGrant}
                size="xs"
              />
            ))}
          </Group>
        </Radio.Group>
      )}
      {grant && capability === 'roles' && (
        <Checkbox.Group
          aria-label={t('grant.roles')}
          value={grant.roles ?? []}
          onChange={(names) => {
            const roles = lendable.filter((role) => names.includes(role));
            change({ to: roles.length > 0 ? { roles } : null });
          }}
          className="grant-more"
        >
          <Group gap="lg">
            {lendable.map((role) => (
              <Checkbox
                key={role}
                value={role}
                label={t(`common:role.${role}`)}
                disabled={!mayChange || !mayGrant}
                size="xs"
              />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      {grant && <Since grant={grant} />}
    </>
  );
}
type OwnProps = {
  readonly capability: Capability;
  readonly grant: Grant | undefined;
  readonly name: string;
  readonly mayChange: boolean;
  readonly mayGrant: boolean;
  readonly change: (to: Pick<GrantChange, 'to'>) => void;
};

/** What is granted first where something is to be said with it: the least. */
const firstOf = (capability: Capability): GrantChange['to'] =>
  capability === 'assign_approvals' ? { level: 'key_contacts' } : capability === 'roles' ? { roles: ['end_user'] } : {};

/** Something that is the other side's to grant. */
function Theirs({ capability, grant, name }: { capability: Capability; grant: Grant | undefined; name: string }) {
  const { t } = useWords();
  return (
    <>
      <div className="grant-line">
        <strong className="grant-title">{t(`grant.of.${capability}.title`)}</strong>
        <State kind={grant ? 'fine' : 'quiet'}>{t(grant ? 'grant.on' : 'grant.off')}</State>
      </div>
      <p className="quiet small">{t(`grant.of.${capability}.them`, { name })}</p>
      {grant?.level && (
        <p className="small">{t(grant.level === 'anyone' ? 'grant.level.anyone' : 'grant.level.key_contacts')}</p>
      )}
      {grant?.roles && (
        <p className="small">
          {lendable
            .filter((role) => grant.roles?.includes(role))
            .map((role) => t(`common:role.${role}`))
            .join(', ')}
        </p>
      )}
      {grant && <Since grant={grant} />}
    </>
  );
}

function Since({ grant }: { grant: Grant }) {
  const { t } = useWords();
  const { date } = useFormat();
  return <p className="quiet small">{t('trust.since', { date: date(grant.grantedAt) })}</p>;
}

/** Offerings and teams have lists of their own. */
function Listed({ trust, by }: { trust: WholeTrust; by: Grant['by'] }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const accepted = trust.offerings.filter(({ acceptedAt }) => acceptedAt !== null).length;
  const rows = [
    ['offer', t('grant.of.offer.count', { count: trust.offerings.length, accepted }), trust.offerings.length > 0],
    ['assign_tasks', trust.teams.map((team) => team.name).join(', '), trust.teams.length > 0],
  ] as const;
  return rows.map(([capability, what, on]) => (
    <li key={capability} className="grant">
      <div className="grant-line">
        <Link from="/a/$account/trusts/$trust" to="." search={{ view: 'offerings' }} className="trade-link grant-title">
          {t(`grant.of.${capability}.title`)}
        </Link>
        <State kind={on ? 'fine' : 'quiet'}>{t(on ? 'grant.on' : 'grant.off')}</State>
      </div>
      <p className="quiet small">{t(`grant.of.${capability}.${by}`, { name })}</p>
      {on && <p className="small">{what}</p>}
    </li>
  ));
}
