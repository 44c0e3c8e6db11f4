/**
 * The window's worker: engine questions run here, so that a toggle never holds up painting. What it does with them is
 * engine-room.ts.
 */
import '../jitless.ts';
import { createEngineRoom } from './engine-room.ts';
import type { WorkerQuestion } from './protocol.ts';

const answer = createEngineRoom((progress) => postMessage(progress));

addEventListener('message', (event: MessageEvent<WorkerQuestion>) => {
  const result = answer(event.data);
  if (result) postMessage(result);
});
