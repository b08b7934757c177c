import { v7 } from 'uuid';

/** A new random id; ordered by time, so that indexes grow at their end. Tells nothing but when it was made. */
export const newId = (): string => v7();
