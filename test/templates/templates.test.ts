import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { mermaid } from '../../plan/draw/index.ts';
import { expand } from '../../plan/expand.ts';
import type { JsonObject } from '../../plan/plan.ts';
import { templates } from '../../templates/index.ts';

const drawing = (name: string) => join(import.meta.dirname, `${name}.mmd`);

describe.each([...templates.values()].map((template) => [template.name, template] as const))('%s', (name, template) => {
  test('can be composed, and its example could be started', () => {
    expect(template.plan.name).toBe(name);
    const example = template.example as JsonObject;
    expect(template.problems(example)).toEqual([]);
    expect(expand(template.plan, example).length).toBeGreaterThan(0);
  });

  test('looks as it is drawn', () => {
    const how = `node bin/plan.ts ${name} --format mermaid > test/templates/${name}.mmd`;
    if (!existsSync(drawing(name))) throw new Error(`There is no drawing of ${name}. Make it with: ${how}`);
    const drawn = readFileSync(drawing(name), 'utf8');
    if (mermaid(template.plan) === drawn) return;
    expect(`${mermaid(template.plan)}\n(if this is meant: ${how})`).toBe(drawn);
  });
});

test('every drawing belongs to a template', () => {
  const drawings = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.mmd'));
  expect(drawings.map((file) => file.slice(0, -4)).sort()).toEqual([...templates.keys()].sort());
});
