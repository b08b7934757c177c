import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { entities } from '../../domain/entities.ts';

const glossary = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8');

test.each(entities.map(({ name }) => name))('the glossary explains %s', (name) => {
  expect(glossary).toMatch(new RegExp(`^\\| [^|]*\\b${name}\\b[^|]*\\|`, 'm'));
});
