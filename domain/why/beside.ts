import { notesBeside, planBeside } from '../process/beside.ts';
import type { Door } from '../store.ts';
import { TrustGrant } from '../trust/trust.entity.ts';
import { type Ground, type Grounds, later } from './ground.ts';
import { groundsOfTask } from './work.ts';

/** @throws NotFound when the task is not the viewer's to see, or the plan of its process is not shared */
export async function groundsOfPlan(door: Door, taskId: string): Promise<Grounds> {
  await planBeside(door, taskId);
  return { noun: 'plan', grounds: await shared(door, taskId, 'share_plan', 'the plan of the process') };
}

/** @throws NotFound when the task is not the viewer's to see, or the notes on its process are not shared */
export async function groundsOfProcessNotes(door: Door, taskId: string): Promise<Grounds> {
  await notesBeside(door, taskId, undefined, 1);
  const grounds = await shared(door, taskId, 'share_workflow_notes', 'the public notes on the process');
  return { noun: 'list of notes', grounds };
}

/** Whoever sees the task sees it, for as long as that is granted. */
async function shared(
  door: Door,
  taskId: string,
  capability: 'share_plan' | 'share_workflow_notes',
  what: string,
): Promise<Ground[]> {
  const { grounds } = await groundsOfTask(door, taskId);
  const trustIds = grounds.flatMap(({ trust }) => trust?.id ?? []);
  const granted = await door.em.find(TrustGrant, { trustId: { $in: trustIds }, capability });
  return grounds.flatMap((one): Ground[] => {
    const grant = granted.find(({ trustId }) => trustId === one.trust?.id);
    const how = `${one.trust?.name} shares ${what}`;
    return grant ? [{ ...one, since: later(one.since, grant.grantedAt), capability, how }] : [];
  });
}
