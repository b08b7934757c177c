import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { addMember, createTeam, updateTeam } from '../../domain/person/teams.ts';
import type { Scheme } from '../../domain/service/scheme.ts';
import { updateService } from '../../domain/service/services.ts';
import { linkTeams } from '../../domain/trust/grant.ts';
import { Trust } from '../../domain/trust/trust.entity.ts';
import { rows } from '../domain/process-made.ts';
import { takeNotices } from './onboarding.ts';
import { subjects, underScheme } from './under-scheme.ts';

let it: Awaited<ReturnType<typeof underScheme>>;
beforeAll(async () => {
  it = await underScheme();
});
beforeEach(async () => void (await takeNotices(it.org)));
afterAll(() => it?.close());

let second: string;
let trust: string;
let linked: string[];
const link = (...teams: string[]) => it.imran((door) => linkTeams(door, trust, teams));
beforeAll(async () => {
  const between = { trustingId: it.org.accountId('fernhill-hr'), trustedId: it.org.accountId('fernhill-it') };
  trust = (await it.imran(({ em }) => em.findOneOrFail(Trust, { ...between, status: 'accepted' }))).id;
  const found = await rows<{ team_id: string }>(it.org, 'select team_id from trust_team where trust_id = $1', trust);
  linked = found.map(({ team_id }) => team_id);
  second = (await it.imran((door) => createTeam(door, 'Escalations'))).team.id;
  await it.imran((door) => addMember(door, second, it.org.personId('imran')));
});
const scheme = (): Scheme => [{ goal: 'complete', at: 60, to: [], escalateTo: { team: second } }];

test('an escalation is told to who had the task and to who has it now', async () => {
  await link(...linked, second);
  const { id, reach } = await it.login(scheme());
  const boxes = await it.told(await reach('complete', 60));
  expect(subjects(boxes)).toEqual({
    ida: ['Leave a task in Fernhill IT: it is escalated'],
    imran: ['Accept an escalated task in Fernhill IT'],
  });
  expect(boxes.imran?.[0]?.body).toContain(
    'This task in Fernhill IT is escalated to you or to a team of yours: 60 % of the time to complete it is used.',
  );
  for (const mails of Object.values(boxes)) expect(mails[0]?.body).toContain(`/tasks/${id}`);
});

test('it names no task to who had it and may not see it any more', async () => {
  await rows(it.org, 'update service set confidential = true where id = $1', it.service);
  const { id, reach } = await it.login(scheme());
  const boxes = await it.told(await reach('complete', 60));
  expect(subjects(boxes).ida).toEqual(['Leave a task in Fernhill IT: it is escalated']);
  expect(boxes.ida?.[0]?.body).not.toContain(id);
  expect(boxes.ida?.[0]?.body).not.toContain('create login');
  expect(boxes.imran?.[0]?.body).toContain(id);
  await rows(it.org, 'update service set confidential = false where id = $1', it.service);
});

test('one that cannot be is told with the reason to who looks after the team and the service, else to the team', async () => {
  const { reach } = await it.login(scheme());
  await link(...linked);
  const entries = await reach('complete', 60);
  const boxes = await it.told(entries);
  const subject = ['Hand on a task in Fernhill IT: it could not be escalated'];
  expect(subjects(boxes)).toEqual({ imran: subject, sam: subject });
  expect(boxes.imran?.[0]?.body).toContain('is not linked to the trust by which it came');
  expect(boxes.imran?.[0]?.body).toContain('You are told as coordinator of its team.');

  await link(...linked, second);
  await it.imran((door) => updateTeam(door, it.team, { coordinatorId: null }));
  await it.imran((door) => updateService(door, it.service, { ownerId: null }));
  const again = await it.login(scheme());
  await link(...linked);
  expect(subjects(await it.told(await again.reach('complete', 60)))).toEqual({ ida: subject });
});

test('none of it was any trouble', () => expect(it.warnings).toEqual([]));
