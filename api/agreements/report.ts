import type { z } from 'zod';
import { closePeriod } from '../../domain/agreement/close.ts';
import { reportOf } from '../../domain/agreement/report.ts';
import type { Report } from '../../plan/report.ts';
import { administrators, observers } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { reportCsv } from './report-csv.ts';
import { reportPage, reportPagePolicy } from './report-page.ts';
import { AgreementReport, Closed, Closure, ReportQuery } from './report-schema.ts';

export const agreementReports = [
  route({
    method: 'GET',
    path: '/v1/agreements/:id/report',
    summary: 'What an agreement came to in a period',
    description:
      'The figures are the same for both parties; the tasks are those that you may see. By default this month. ' +
      'As JSON, which `accord sla verify` counts anew without Accord; as CSV or as a page to print by `Accept` or `format`.',
    policy: 'member',
    may: { own: observers, trusting: observers, trusted: observers },
    params: { id: Id },
    query: ReportQuery,
    response: AgreementReport,
    forms: {
      csv: {
        type: 'text/csv',
        write: (report, http) => {
          const { from, to } = report.period;
          http.set('Content-Disposition', `attachment; filename="report-${from}-${to}.csv"`);
          return reportCsv(report as Report);
        },
      },
      html: {
        type: 'text/html',
        write: (report, http) => {
          http.set('Content-Security-Policy', reportPagePolicy);
          return reportPage(report as Report);
        },
      },
    },
    handler: ({ params, query, read }) => read(async (door) => present(await reportOf(door, params.id, query))),
  }),
  route({
    method: 'POST',
    path: '/v1/agreements/:id/report/closure',
    summary: 'Freeze what an agreement came to in a period that has ended',
    description:
      'By an administrator of either party. From then on the report of that period has these figures for ever.',
    policy: 'member',
    may: { own: administrators, trusting: administrators, trusted: administrators },
    scope: 'admin',
    params: { id: Id },
    body: Closure,
    response: Closed,
    status: 201,
    handler: ({ params, body, write }) =>
      write(async (door) => {
        const { closedAt, ...closed } = await closePeriod(door, params.id, body);
        return { ...closed, closedAt: closedAt.toISOString() };
      }),
  }),
];

/** The same; but the lists of schemas may be changed, and those of reports may not. */
const present = (report: Report) => report as unknown as z.output<typeof AgreementReport>;
