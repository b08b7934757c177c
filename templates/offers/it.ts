import { z } from 'zod';
import { date, hours, minutes, personId, workingDays } from '../../plan/kit/index.ts';
import { itAccount } from './accounts.ts';

export const LaptopModel = z.enum(['standard', 'developer', 'designer']);
export const Application = z.enum(['mail', 'chat', 'code', 'design', 'payroll', 'crm']);

const identity = itAccount.service('identity');
const workplace = itAccount.service('workplace');

/** What IT promises. */
export const it = {
  createLogin: identity.offers('create login', {
    input: z.object({ person: personId(), manager: personId(), username: z.string(), from: date() }),
    output: z.object({ username: z.string() }),
    target: { respond: hours(4), complete: workingDays(2) },
    instructions: 'Create the account with the proposed user name, or with the nearest free one, and hand back which.',
  }),
  prepareLaptop: workplace.offers('prepare laptop', {
    input: z.object({ username: z.string(), model: LaptopModel }),
    output: z.object({ assetTag: z.string() }),
    target: { respond: hours(4), complete: workingDays(3) },
    checklist: ['Disk encrypted', 'Charger packed', 'Labelled with the asset tag'],
  }),
  shipLaptop: workplace.offers('ship laptop', {
    input: z.object({ assetTag: z.string(), to: z.string() }),
    output: z.object({ tracking: z.string() }),
    target: { respond: hours(4), complete: workingDays(1) },
  }),
  grantAccess: identity.offers('grant access', {
    input: z.object({ username: z.string(), application: Application }),
    output: z.object({}),
    target: { respond: hours(4), complete: workingDays(1) },
  }),
  cutAccess: identity.offers('cut access', {
    input: z.object({ person: personId() }),
    output: z.object({ accounts: z.number().int().min(0) }),
    target: { respond: minutes(30), complete: hours(1) },
    instructions: 'Disable every login, end open sessions, revoke tokens; hand back how many accounts were disabled.',
  }),
  handOverFiles: identity.offers('hand over files', {
    input: z.object({ person: personId(), to: personId() }),
    output: z.object({}),
    target: { respond: hours(4), complete: workingDays(3) },
  }),
  takeBackEquipment: workplace.offers('take back equipment', {
    input: z.object({ person: personId(), assets: z.array(z.string()) }),
    output: z.object({ missing: z.array(z.string()) }),
    target: { respond: hours(2), complete: hours(6) },
    checklist: ['Compared with the list of assets', 'Disks wiped'],
  }),
  sendReturnBox: workplace.offers('send return box', {
    input: z.object({ person: personId(), to: z.string() }),
    output: z.object({ tracking: z.string() }),
    target: { respond: hours(4), complete: workingDays(1) },
  }),
  handOver: workplace.offers('hand over equipment', {
    input: z.object({ person: personId(), item: z.enum(['laptop', 'phone']) }),
    output: z.object({}),
    target: { respond: hours(4) },
  }),
  openSystem: identity.offers('open system', {
    input: z.object({ person: personId(), system: z.enum(['vpn', 'board']) }),
    output: z.object({}),
    target: { respond: hours(4), complete: workingDays(2) },
  }),
};
