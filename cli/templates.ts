import type { Command } from 'commander';
import { call } from './api.ts';
import { jsonOption } from './json.ts';
import { minutes, table, when } from './print.ts';

type Template = { name: string; title: string; roles: string[]; hash: string; example: unknown };
type Preview = {
  endsAt: string;
  late: boolean;
  rows: {
    title: string;
    account: { name: string } | null;
    startsAt: string;
    finishesAt: string;
    due: string | null;
    slack: number | null;
    critical: boolean;
    late: boolean;
  }[];
};
type Options = { account?: string; json?: boolean };

export function templateCommands(program: Command): void {
  const templates = program.command('templates').description('processes that can be started');
  templates
    .command('list')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async ({ account, json }: Options) => {
      const { items: found } = await call<{ items: Template[] }>('GET', '/v1/templates', { account });
      if (json) return console.log(JSON.stringify(found, null, 2));
      console.log(
        table(
          found.map(({ name, title, roles, hash }) => [name, title, roles.join(', '), hash.slice(0, 12)]),
          ['NAME', 'TITLE', 'ROLES', 'VERSION'],
        ),
      );
    });
  templates
    .command('plan <template>')
    .description('who would do what, and when, in the real calendars; starts nothing')
    .requiredOption('--input <json>', 'as JSON, or @file')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async (name: string, { input, account, json }: Options & { input: string }) => {
      const body = { input: jsonOption('--input', input) };
      const preview = await call<Preview>('POST', `/v1/templates/${encodeURIComponent(name)}/plan`, { account, body });
      if (json) return console.log(JSON.stringify(preview, null, 2));
      const cells = (row: Preview['rows'][number]) => [
        `${row.critical ? '*' : ' '} ${row.title}`,
        row.account?.name ?? '',
        when(row.startsAt),
        when(row.finishesAt),
        when(row.due),
        row.slack === null ? '' : minutes(row.slack),
        row.late ? 'late' : '',
      ];
      console.log(table(preview.rows.map(cells), ['  STEP', 'ACCOUNT', 'FROM', 'TO', 'DUE', 'SLACK', '']));
      console.log(
        `ends ${when(preview.endsAt)}${preview.late ? ', something is late' : ', everything in time'}; * decides when`,
      );
    });
}
