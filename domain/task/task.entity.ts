import { defineEntity, OptionalProps } from '@mikro-orm/postgresql';
import {
  type Clock,
  type Correction,
  correctClock,
  type Look,
  look,
  meet,
  resumeClock,
  type StopReason,
  stopClock,
} from '../../plan/clock.ts';
import { type Goal, goals, isFinished, isOpen, type TaskStatus } from '../../plan/facts.ts';
import type { Calendar, Instant, Json } from '../../plan/plan.ts';
import { Refused } from '../problem.ts';
import { type ClockEvent, isDecidedBefore, nextTarget, turnClocks } from './goals.ts';
import { properties } from './properties.ts';

const TaskSchema = defineEntity({
  name: 'Task',
  properties,
});

/** A piece of work for people of an account, an approval, or an automation. A finished task never changes again. */
export class Task extends TaskSchema.class {
  /** Clock events that came to light; not stored, told by whoever called the verb. */
  declare passed?: ClockEvent[];
  declare [OptionalProps]?: 'finished' | 'open' | 'sortsAt';

  get finished(): boolean {
    return isFinished(this.status);
  }

  get open(): boolean {
    return isOpen(this.status);
  }

  /** The predecessors are finished: from now on whoever it is assigned to sees it. */
  activate(status: 'assigned' | 'in_progress', at: Date): void {
    this.status = status;
    this.activatedAt = at;
    this.target = nextTarget(this.clocks);
  }

  automated(output: Json, at: Date): void {
    Object.assign(this, { status: 'completed', output, finishedAt: at });
  }

  /** It could not be handed over or carried out; somebody must decide how to go on. */
  cannotGoOn(reason: string, at: Date): void {
    this.cease('failed', reason, at);
  }

  /** It lies in a case that was not taken: never activated, and no one's work. */
  skip(at: Date): void {
    this.cancel('Not needed: another case was taken.', at);
  }

  accept(memberId: string, at: Date): void {
    this.from('accept', 'assigned', 'declined');
    this.move('accepted', at);
    this.memberId = memberId;
  }

  /** The first start is the response that the `respond` target promises. */
  start(memberId: string, at: Date, calendar: Calendar): void {
    this.from('start', 'assigned', 'accepted', 'waiting_for', 'waiting_for_customer', 'declined');
    this.run(at, calendar);
    this.move('in_progress', at);
    this.memberId ??= memberId;
    this.waitingUntil = null;
    this.meet('respond', at);
  }

  /** For the customer: the clocks stop. For anything else they go on. */
  wait(memberId: string, forCustomer: boolean, reason: string, until: Date | null, at: Date, calendar: Calendar): void {
    this.from('wait with', 'assigned', 'accepted', 'in_progress', 'waiting_for', 'waiting_for_customer');
    if (!reason) throw new Refused('Say what the task is waiting for.');
    if (forCustomer) this.turn((clock) => stopClock(clock, at.toISOString()));
    else this.run(at, calendar);
    this.move(forCustomer ? 'waiting_for_customer' : 'waiting_for', at);
    this.memberId ??= memberId;
    this.reason = reason;
    this.waitingUntil = until;
  }

  /** The time it was to wait until has come: it is somebody's turn again, and clocks go on from then, not from now. */
  wake(calendar: Calendar): void {
    const until = this.waitingUntil;
    if (!until) return;
    this.run(until, calendar);
    this.move('assigned', until);
    this.waitingUntil = null;
  }

  complete(memberId: string, output: Json, at: Date): void {
    this.from('complete', 'assigned', 'accepted', 'in_progress', 'waiting_for', 'waiting_for_customer');
    this.end('completed', memberId, at);
    this.output = output;
    this.reason = '';
  }

  fail(memberId: string, reason: string, at: Date): void {
    this.from('fail', 'assigned', 'accepted', 'in_progress', 'waiting_for', 'waiting_for_customer');
    this.endWithReason('failed', memberId, reason, at);
  }

  reject(memberId: string, reason: string, at: Date): void {
    this.from('reject', 'assigned', 'accepted', 'in_progress', 'waiting_for', 'waiting_for_customer');
    this.endWithReason('rejected', memberId, reason, at);
  }

  /** An approval task ends by the votes of its approvers. */
  decide(status: 'approved' | 'rejected', reason: string, at: Date): void {
    this.from('decide', 'assigned');
    this.move(status, at);
    Object.assign(this, { reason, finishedAt: at });
  }

  /** Its clocks stop: what they had come to by then stays, and nothing is broken afterwards. */
  cancel(reason: string, at: Date): void {
    if (this.finished) throw new Refused(`This task is already ${this.status}; it cannot be canceled.`);
    this.cease('canceled', reason, at);
  }

  /** Another provider does it from now on, as another round. */
  passOn(reason: string, at: Date): void {
    this.cease('canceled', reason, at, 'passed_on');
  }

  /** The clocks of an earlier round of the same provider go on in this one. */
  takeOver(before: Task, calendar: Calendar, at: Date): void {
    const { respond, complete } = before.clocks ?? {};
    this.clocks = { ...this.clocks, ...(respond ? { respond } : {}), ...(complete ? { complete } : {}) };
    before.clocks = null;
    this.turn((clock) => resumeClock(clock, calendar, at.toISOString()));
  }

  /** Hands it on to another team or person; what was accepted or begun becomes open to be accepted again. */
  reassign(teamId: string | null, memberId: string | null): void {
    this.from('reassign', 'assigned', 'accepted', 'in_progress', 'waiting_for', 'waiting_for_customer', 'declined');
    if (this.category !== 'implementation') throw new Refused(`An ${this.category} task is not reassigned.`);
    this.teamId = teamId;
    this.memberId = memberId;
    if (['accepted', 'in_progress', 'declined'].includes(this.status)) this.status = 'assigned';
  }

  /** Where the inbox puts it: by the next promise, else by when the process needs it. */
  get sortsAt(): Date {
    return this.target ?? this.due ?? this.activatedAt ?? new Date(8.64e15);
  }

  /** Records what the clocks have come to at `at`; each event once, at its exact instant. */
  look(at: Date): readonly ClockEvent[] {
    return this.turn((clock) => look(clock, at.toISOString()));
  }

  /**
   * Hours, promise or pauses were others than was taken to be right: the whole ledger is counted anew.
   * @param closedUntil what was decided before stays as it was
   */
  correct(
    calendar: Calendar,
    at: Date,
    of: (goal: Goal, clock: Clock) => Correction = () => ({}),
    closedUntil?: Instant,
  ): readonly ClockEvent[] {
    const correct = (goal: Goal) => (clock: Clock) =>
      isDecidedBefore(clock, closedUntil)
        ? { clock, events: [] }
        : correctClock(clock, calendar, at.toISOString(), of(goal, clock));
    const events = goals.flatMap((goal) => this.turn(correct(goal), [goal]));
    // Of what is finished nobody has to look after anything any more.
    if (this.finished) Object.assign(this, { target: null, passed: [] });
    return events;
  }

  /** Its provider does not answer for the time that goes by from now on. */
  excuse(reason: string, at: Date): void {
    if (!this.open) throw new Refused(`This task is ${this.status}; no time goes by in it.`);
    if (this.status !== 'waiting_for_customer')
      this.turn((clock) => stopClock(clock, at.toISOString(), 'provider_not_accountable'));
    this.notAccountable = reason;
  }

  holdAccountable(calendar: Calendar, at: Date): void {
    this.notAccountable = null;
    if (this.open && this.status !== 'waiting_for_customer')
      this.turn((clock) => resumeClock(clock, calendar, at.toISOString()));
  }

  private endWithReason(status: 'failed' | 'rejected', memberId: string, reason: string, at: Date): void {
    if (!reason) throw new Refused(`Say why the task is ${status}, for the people who must go on from here.`);
    this.end(status, memberId, at);
    this.reason = reason;
  }

  /** It ends without having been done. */
  private cease(status: 'failed' | 'canceled', reason: string, at: Date, why?: StopReason): void {
    this.turn((clock) => stopClock(clock, at.toISOString(), why));
    Object.assign(this, { status, reason, finishedAt: at, target: null, waitingUntil: null });
  }

  private end(status: TaskStatus, memberId: string, at: Date): void {
    this.move(status, at);
    this.memberId ??= memberId;
    this.meet('respond', at);
    this.meet('complete', at);
    Object.assign(this, { finishedAt: at, target: null, waitingUntil: null });
  }

  /** The customer is no longer waited for. */
  private run(at: Date, calendar: Calendar): void {
    if (this.status !== 'waiting_for_customer') return;
    const now = at.toISOString();
    this.turn((clock) =>
      this.notAccountable == null
        ? resumeClock(clock, calendar, now)
        : stopClock(clock, now, 'provider_not_accountable'),
    );
  }

  private meet(goal: Goal, at: Date): void {
    this.turn((clock) => meet(clock, at.toISOString()), [goal]);
  }

  /** Changes clocks and keeps what that brought to light. */
  private turn(change: (clock: Clock) => Look, of: readonly Goal[] = goals): readonly ClockEvent[] {
    const { clocks, events } = turnClocks(this.clocks, change, of);
    this.clocks = clocks;
    this.target = nextTarget(clocks);
    this.passed = [...(this.passed ?? []), ...events];
    return events;
  }

  private from(verb: string, ...statuses: TaskStatus[]): void {
    if (statuses.includes(this.status)) return;
    if (this.status === 'registered')
      throw new Refused(`This task is not activated yet: its predecessors are not finished. You can ${verb} it then.`);
    if (verb === 'accept' && this.memberId)
      throw new Refused(`This task is already ${this.status}: somebody else has taken it.`);
    throw new Refused(`You cannot ${verb} a task that is ${this.status}.`);
  }

  /** What passed unseen before this verb is noted first: a late completion does not hide its breach. */
  private move(status: TaskStatus, at: Date): void {
    this.look(at);
    this.status = status;
  }
}
TaskSchema.setClass(Task);
