import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { workingMinutesBetween } from '../../plan/calendar.ts';
import type { Duration, NodeId, PlanNode } from '../../plan/plan.ts';
import { type Course, schedule } from '../../plan/schedule.ts';
import { amsterdam } from './offices.ts';
import { course, input, relative, startedAt, task } from './steps.ts';

describe('whatever the plan', () => {
  const plan = fc
    .array(
      fc.record({
        minutes: fc.integer({ min: 0, max: 2000 }),
        reaches: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
        due: fc.option(fc.integer({ min: 5, max: 30 }), { nil: undefined }),
        later: fc.option(fc.integer({ min: -6, max: 4 }), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((steps) =>
      steps.map(({ minutes, reaches, due, later }, index) => {
        const after = reaches.filter((back) => back <= index).map((back) => `n${index - back}`);
        return task(
          `n${index}`,
          after,
          { amount: minutes, unit: 'workingMinutes' },
          {
            ...(due === undefined ? {} : { due: relative(due, 'workingDays', 'end') }),
            ...(later === undefined ? {} : { notBefore: relative(later, 'workingDays', 'start') }),
          },
        );
      }),
    );
  const oneCalendar: Course = { ...course, calendars: () => amsterdam };
  const longer = (nodes: readonly PlanNode[], id: NodeId, minutes: number) =>
    nodes.map((node) =>
      node.kind === 'task' && node.id === id
        ? {
            ...node,
            target: {
              complete: {
                amount: (node.target.complete as Duration).amount + minutes,
                unit: 'workingMinutes',
              } as const,
            },
          }
        : node,
    );
  /** How far past every due, and past `end` for what has no due and nothing after it. */
  const lateness = (nodes: readonly PlanNode[], end: string) => {
    const followed = new Set(nodes.flatMap(({ after }) => after));
    return schedule(nodes, input, oneCalendar).rows.flatMap(({ node, due, finishesAt }) => {
      const until = due ?? (followed.has(node.id) ? undefined : end);
      return until === undefined
        ? []
        : [{ id: node.id, over: until < finishesAt ? workingMinutesBetween(amsterdam, until, finishesAt) + 1 : 0 }];
    });
  };

  test('using up a step’s slack makes nothing late, and one minute more does', () => {
    fc.assert(
      fc.property(plan, fc.nat(), (nodes, pick) => {
        const { rows, endsAt } = schedule(nodes, input, oneCalendar);
        const row = rows[pick % rows.length] as (typeof rows)[number];
        const slack = row.slack as number;
        fc.pre(rows.every(({ late }) => !late));
        const over = (extra: number) => lateness(longer(nodes, row.node.id, extra), endsAt).map((entry) => entry.over);
        const before = over(0);
        expect(over(slack)).toEqual(before);
        expect(over(slack + 1)).not.toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  test('a critical step that takes longer makes the process end later, and no other does', () => {
    fc.assert(
      fc.property(plan, fc.nat(), (nodes, pick) => {
        const { rows, endsAt } = schedule(nodes, input, oneCalendar);
        const row = rows[pick % rows.length] as (typeof rows)[number];
        const slower = schedule(longer(nodes, row.node.id, 1), input, oneCalendar).endsAt;
        expect(slower > endsAt).toBe(row.critical);
      }),
      { numRuns: 500 },
    );
  });

  test('nothing starts before what it waits for, and the last finish is the end', () => {
    fc.assert(
      fc.property(plan, (nodes) => {
        const { rows, endsAt } = schedule(nodes, input, course);
        const finishes = new Map(rows.map(({ node, finishesAt }) => [node.id, finishesAt]));
        for (const { node, startsAt, finishesAt } of rows) {
          for (const id of node.after) expect((finishes.get(id) as string) <= startsAt).toBe(true);
          expect(startedAt <= startsAt && startsAt <= finishesAt && finishesAt <= endsAt).toBe(true);
        }
        expect([...finishes.values()].sort().at(-1)).toBe(endsAt);
      }),
    );
  });
});
