import { expect, test } from '@jest/globals';
import { readHires } from '../../cli/csv.ts';
import { templates } from '../../templates/index.ts';

const schema = templates.get('employee-onboarding')?.plan.input as never;
const ids: Record<string, string> = {
  'noor@fernhill.example': '0198a3c0-0000-7000-8000-000000000001',
  'marta@fernhill.example': '0198a3c0-0000-7000-8000-000000000002',
};
const find = async (email: string) => ids[email];
const header = 'person,manager,startDate,workplace,model,applications,site,homeAddress';
const good = 'noor@fernhill.example,marta@fernhill.example,2027-03-01,onsite,developer,mail;chat,Amsterdam,';
const read = (text: string | Uint8Array) =>
  readHires(typeof text === 'string' ? new TextEncoder().encode(text) : text, schema, find);

test('a row becomes the input of a process, people found by their address and lists split', async () => {
  const { rows, bad } = await read(`${header}\n${good}\n`);
  expect(bad).toEqual([]);
  expect(rows).toEqual([
    {
      line: 2,
      input: {
        person: ids['noor@fernhill.example'],
        manager: ids['marta@fernhill.example'],
        startDate: '2027-03-01',
        workplace: 'onsite',
        model: 'developer',
        applications: ['mail', 'chat'],
        site: 'Amsterdam',
      },
    },
  ]);
});

test('a byte order mark, Windows line ends and quoted commas are read', async () => {
  const { rows, bad } = await read(`\uFEFF${header}\r\n${good.replace('Amsterdam', '"Amsterdam, North"')}\r\n`);
  expect(bad).toEqual([]);
  expect(rows[0]?.input.site).toBe('Amsterdam, North');
});

test('every bad row is named with its line and all its reasons', async () => {
  const { rows, bad } = await read(
    `${header}\n${good}\nnobody@fernhill.example,marta@fernhill.example,2027-02-30,moon,developer,,,\n${good}\n`,
  );
  expect(rows).toHaveLength(1);
  expect(bad.map(({ line }) => line)).toEqual([3, 4]);
  expect(bad[0]?.reason).toMatch(/person "nobody@fernhill.example" is nobody/);
  expect(bad[0]?.reason).toMatch(/startDate/);
  expect(bad[0]?.reason).toMatch(/workplace/);
  expect(bad[1]?.reason).toMatch(/same as line 2/);
});

test('a line after a quoted line break is still named by where it begins', async () => {
  const { bad } = await read(
    `${header}\n${good.replace('Amsterdam', '"Amster\ndam"')}\n${good.replace('onsite', 'moon')}\n`,
  );
  expect(bad.map(({ line }) => line)).toEqual([4]);
});

test.each([
  ['a column nobody knows', `${header},salary\n${good},1\n`, 1, /columns the template does not know: salary/],
  ['a column named twice', `${header},site\n${good},x\n`, 1, /"site" twice/],
  ['a row with too few cells', `${header}\n${good}\nnoor@fernhill.example\n`, 3, /cannot be read as CSV/],
  ['a quote that is never closed', `${header}\n"${good}\n`, 2, /cannot be read as CSV/],
  ['a header alone', `${header}\n`, 1, /nobody to start/],
])('%s is refused as a whole', async (_, text, line, reason) => {
  const { rows, bad } = await read(text);
  expect(rows).toEqual([]);
  expect(bad[0]?.line).toBe(line);
  expect(bad[0]?.reason).toMatch(reason);
});

test('mixed encodings are named by the first line that is not UTF-8', async () => {
  const bytes = Buffer.concat([
    Buffer.from(`${header}\n${good}\n`),
    Buffer.from(good.replace('Amsterdam', 'M\xfcnchen'), 'latin1'),
    Buffer.from('\n'),
  ]);
  expect((await read(bytes)).bad).toEqual([
    { line: 3, reason: 'is not written in UTF-8. Save the file as "CSV UTF-8" and try again.' },
  ]);
});

test('ten thousand rows are read', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => good.replace('Amsterdam', `Room ${index}`));
  expect((await read([header, ...rows].join('\n'))).rows).toHaveLength(10_000);
});
