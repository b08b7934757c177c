import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { teamsQuery } from '../../../client/people.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { useAct } from '../parts/act.ts';
import { type Instance, instancesQuery, type Service, useRights, useWords } from '../parts/data.ts';
import { Refusal, Shown } from '../parts/page.tsx';
import { TeamSelect } from './service-fields.tsx';

/** Where a service is run: several teams that do the same for different customers. */
export function Instances({ account, service }: { account: string; service: Service }) {
  const { t } = useWords();
  const { mayChange } = useRights(account);
  const instances = useQuery(instancesQuery(account, service.id));
  const teams = useQuery(teamsQuery(account));
  const [editing, edit] = useState<string | null>(null);
  const teamName = (id: string) => teams.data?.find((one) => one.id === id)?.name ?? '…';
  return (
    <section>
      <p className="trade-measure quiet small">{t('instance.help', { team: teamName(service.teamId) })}</p>
      <Shown of={instances} rows={2}>
        {(all) => (
          <ul className="trade-list">
            {all.map((instance) => (
              <li key={instance.id}>
                {editing === instance.id ? (
                  <InstanceForm account={account} service={service} instance={instance} onClose={() => edit(null)} />
                ) : (
                  <div className="instance-row">
                    <strong>{instance.name}</strong>
                    <span className="quiet">{teamName(instance.teamId)}</span>
                    {mayChange && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => edit(instance.id)}
                        aria-label={t('instance.changeOf', { name: instance.name })}
                      >
                        {t('common:action.edit')}
                      </Button>
                    )}
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
      {mayChange &&
        (editing === 'new' ? (
          <InstanceForm account={account} service={service} onClose={() => edit(null)} />
        ) : (
          <Button variant="default" mt="md" onClick={() => edit('new')}>
            {t('instance.add')}
          </Button>
        ))}
    </section>
  );
}

function InstanceForm({ account, service, instance, onClose }: InstanceFormProps) {
  const { t } = useWords();
  const [name, setName] = useState(instance?.name ?? '');
  const [team, setTeam] = useState(instance?.teamId ?? null);
  const save = useAct({
    run: (teamId: string) => {
      const body = { name, teamId };
      const header = once();
      return answer(
        instance
          ? api(account).PATCH('/v1/service-instances/{id}', { params: { path: { id: instance.id }, header }, body })
          : api(account).POST('/v1/services/{id}/instances', { params: { path: { id: service.id }, header }, body }),
      );
    },
    anew: [instancesQuery(account, service.id).queryKey],
    done: t('instance.saved'),
    after: onClose,
    inForm: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (team) save.mutate(team);
  };
  return (
    <form
      onSubmit={submit}
      className="trade-inline-form"
      aria-label={instance ? t('instance.changeOf', { name }) : t('instance.add')}
    >
      <TextInput
        label={t('instance.name')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={faultAt(save.error, 'name')}
        maxLength={200}
        required
        autoFocus
      />
      <TeamSelect
        account={account}
        label={t('instance.team')}
        value={team}
        onChange={setTeam}
        error={faultAt(save.error, 'teamId')}
      />
      <Group gap="xs">
        <Button type="submit" loading={save.isPending}>
          {t('common:action.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
      </Group>
      <Refusal error={save.error} fields={['name', 'teamId']} />
    </form>
  );
}
type InstanceFormProps = {
  readonly account: string;
  readonly service: Service;
  readonly instance?: Instance;
  readonly onClose: () => void;
};
