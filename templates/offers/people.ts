import { z } from 'zod';
import { date, hours, personId, workingDays } from '../../plan/kit/index.ts';
import { hr } from './accounts.ts';

const care = hr.service('people');
const payroll = hr.service('payroll');

/** What HR itself does in its own processes. */
export const people = {
  welcome: care.offers('welcome', {
    input: z.object({ person: personId(), username: z.string(), place: z.string() }),
    output: z.object({}),
    target: { complete: hours(8) },
  }),
  issueDocuments: care.offers('issue documents', {
    input: z.object({ person: personId(), lastDay: date() }),
    output: z.object({ reference: z.string() }),
    target: { respond: hours(8), complete: workingDays(5) },
    instructions: 'Certificate of employment, confirmation of the last day, reference letter.',
  }),
  leaveInterview: care.offers('leave interview', {
    input: z.object({ person: personId() }),
    output: z.object({}),
    target: { respond: workingDays(1) },
  }),
  finalPayroll: payroll.offers('run final payroll', {
    input: z.object({ person: personId(), lastDay: date(), missing: z.array(z.string()) }),
    output: z.object({}),
    target: { respond: workingDays(1), complete: workingDays(5) },
  }),
  /** For a named person: the new hire's own part of an onboarding. */
  ownStep: care.offers('own onboarding step', { input: z.object({ person: personId() }), output: z.object({}) }),
  /** For a named person: what a buddy does for a new hire. */
  buddyStep: care.offers('buddy step', { input: z.object({ person: personId() }), output: z.object({}) }),
  holdOrientation: care.offers('hold orientation', {
    input: z.object({ person: personId() }),
    output: z.object({}),
    target: { respond: workingDays(1) },
  }),
  administerOath: care.offers('administer oath', {
    input: z.object({ person: personId() }),
    output: z.object({}),
    target: { respond: workingDays(1) },
  }),
  confirmRecords: care.offers('confirm personnel records', {
    input: z.object({ person: personId() }),
    output: z.object({}),
    target: { respond: workingDays(2), complete: workingDays(10) },
  }),
};
