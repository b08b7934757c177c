import type { z } from 'zod';
import type { Elapsed, SeenLink, Share } from '../../domain/process/elapsed.ts';
import type { ElapsedTime } from './schema.ts';

export function presentElapsed({ title, from, to, over, links, shares, total }: Elapsed): z.input<typeof ElapsedTime> {
  return {
    ...{ title, from: from ?? null, to, over },
    links: links.map(presentLink),
    shares: shares.map(presentShare),
    total: { workingMs: total.working, realMs: total.real ?? null },
  };
}

const presentLink = ({ what, from, to, working, real, account, title, taskId, round, notBefore }: SeenLink) => ({
  ...{ what, from, to, workingMs: working, realMs: real },
  account: account ? { ...account } : null,
  title: title ?? null,
  task: taskId ?? null,
  round: round ?? null,
  notBefore: notBefore ?? null,
});

const presentShare = ({ turn, account, working, real }: Share) => ({
  turn,
  account: account ? { ...account } : null,
  workingMs: working,
  realMs: real ?? null,
});
