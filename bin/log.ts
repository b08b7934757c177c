import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Structured lines for operators: ids, never names, and no secrets. */
export const logger = (level: Config['LOG_LEVEL']): Logger =>
  pino({ level, base: null, redact: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token'] });
