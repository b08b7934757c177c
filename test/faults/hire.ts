import { setTimeout as pause } from 'node:timers/promises';
import type { Organisation } from '../support/organisation.ts';
import type { Asked, Callers, Who } from './caller.ts';

const helen: Who = ['helen', 'fernhill-hr'];
const marta: Who = ['marta', 'fernhill-hr'];
const ida: Who = ['ida', 'fernhill-it'];
const fatima: Who = ['fatima', 'fernhill-facilities'];
export const people = [helen, marta, ida, fatima];

type Step = {
  readonly name: string;
  /** Waits until the step can be taken, and says which command it is. */
  readonly ready: (hire: Hire) => Promise<Asked>;
};

/** One onboarding, worked through the API command by command. */
export class Hire {
  readonly name: string;
  id = '';
  readonly org: Organisation;
  readonly callers: Callers;
  /** Milliseconds that the login waits for the customer: long enough for a command that has to be repeated. */
  readonly waits: number;

  constructor(name: string, org: Organisation, callers: Callers, waits = 10_000) {
    this.name = name;
    this.org = org;
    this.callers = callers;
    this.waits = waits;
  }

  /** `sent` is told when the command is first on its way. */
  async take(step: Step, sent?: () => void): Promise<void> {
    const asked = await step.ready(this);
    const answer = await this.callers.command(asked, `${this.name} ${step.name}`, sent);
    if (asked.path === '/v1/processes') this.id = answer.body.id;
  }

  /** The newest round of a task once it is in that status. */
  async task(node: string, status: string): Promise<string> {
    return this.sooner(async () => {
      const { body } = await this.callers.get(helen, `/v1/processes/${this.id}`);
      const task = body.steps.findLast((step: { node: string }) => step.node === node)?.task;
      return task?.status === status && (task.id as string);
    }, `${node} is not ${status}`);
  }

  /** Moves its clock to the minute of its first day at which the welcome may begin. */
  async moveToFirstDay(): Promise<void> {
    const { body } = await this.callers.get(helen, `/v1/processes/${this.id}`);
    const opens = body.steps.find((step: { node: string }) => step.node === 'welcome').forecast.startsAt as string;
    const minutes = (Date.parse(opens) - Date.now()) / 60_000;
    await this.callers.once(helen, `/v1/processes/${this.id}/clock`, { minutes });
  }

  async ended(): Promise<void> {
    const over = async () => {
      const { body } = await this.callers.get(helen, `/v1/processes/${this.id}`);
      return body.status === 'completed';
    };
    await this.sooner(over, 'it does not end');
  }

  /** Looks seldom: the machine has better things to do while parts of it come back. */
  private async sooner<T>(look: () => Promise<T | false>, otherwise: string): Promise<T> {
    for (const end = Date.now() + 120_000; Date.now() < end; await pause(150)) {
      const found = await look();
      if (found) return found;
    }
    throw new Error(`${this.name}: ${otherwise} after two minutes.`);
  }
}

const work = (node: string, who: Who, verb: string, body: object = {}, from = 'assigned'): Step => ({
  name: `${verb} of ${node}`,
  ready: async (hire) => ({ who, path: `/v1/tasks/${await hire.task(node, from)}/${verb}`, body }),
});

const tick = (node: string, who: Who, item: number): Step => ({
  name: `tick ${item} of ${node}`,
  ready: async (hire) => ({
    who,
    path: `/v1/tasks/${await hire.task(node, 'assigned')}/checklist/${item}`,
    method: 'PUT',
  }),
});

const start: Step = {
  name: 'start',
  ready: async ({ org }) => ({
    who: helen,
    path: '/v1/processes',
    body: {
      template: 'employee-onboarding',
      input: {
        person: org.personId('noor'),
        manager: org.personId('marta'),
        startDate: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10),
        workplace: 'onsite',
        model: 'developer',
        applications: ['mail'],
        site: 'Amsterdam',
      },
    },
  }),
};
const approve: Step = {
  name: 'approval',
  ready: async (hire) => {
    const id = await hire.task('equipment-budget', 'assigned');
    const { body } = await hire.callers.get(marta, '/v1/approvals?status=assigned&perPage=100');
    const asked = body.items.find(({ task }: { task: { id: string } }) => task.id === id);
    return { who: marta, path: `/v1/approvals/${asked.id}/approval`, body: {} };
  },
};
const wait: Step = {
  name: 'wait',
  ready: async (hire) => ({
    who: ida,
    path: `/v1/tasks/${await hire.task('create-login', 'assigned')}/wait`,
    body: { for: 'customer', reason: 'Which name?', until: new Date(Date.now() + hire.waits).toISOString() },
  }),
};

/** From the start to the last task before the first day. After `wait` a timer brings the task back. */
export const steps: readonly Step[] = [
  start,
  approve,
  wait,
  work('create-login', ida, 'completion', { output: { username: 'noor.haddad' } }),
  ...[1, 2, 3].map((item) => tick('prepare-laptop', ida, item)),
  work('prepare-laptop', ida, 'completion', { output: { assetTag: 'A-1' } }),
  work('assign-desk', fatima, 'completion', { output: { desk: '4-12', floor: '4' } }),
  work('issue-badge', fatima, 'completion', { output: { badge: 'B-7' } }),
  work('grant-access[0]', ida, 'completion', { output: {} }),
];

/** On the first day, when the clock was moved there. */
export const welcome = work('welcome', helen, 'completion', { output: {} });
