import type { z } from 'zod';
import type { ToldReason } from '../../domain/why/why.ts';
import { instantOrNull } from '../values.ts';
import type { WhyReason } from './schema.ts';

export function presentReason({ since, ...reason }: ToldReason): z.input<typeof WhyReason> {
  return { ...reason, since: instantOrNull(since) };
}
