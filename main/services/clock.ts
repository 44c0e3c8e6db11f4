/**
 * Time as the services see it: the present moment and a pause. Injected, so that tests neither sleep nor depend on the
 * day they run.
 */
import { setTimeout as pause } from 'node:timers/promises';

export interface Clock {
  readonly now: () => Date;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export const systemClock: Clock = { now: () => new Date(), wait: (milliseconds) => pause(milliseconds) };

/** A moment as part of a file name: "2026-11-24T021250123Z". */
export const timeStamp = (moment: Date): string => moment.toISOString().replaceAll(/[:.]/g, '');
