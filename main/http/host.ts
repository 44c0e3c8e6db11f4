/**
 * The whole program behind the loopback door: services, server and the address to open, with a fresh random key each
 * time. Opens no browser (open-window.ts does). The command `corridor serve` and `npm start` both run it.
 * Tested in test/e2e/doors.test.ts.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { openProgram, reportIncident } from '../program.ts';
import { startServer } from './server.ts';

export interface HostOptions {
  /** The entry module's `import.meta.dirname`. */
  readonly entryFolder: string;
  /** Left out or 0: any free one. */
  readonly port?: number;
  readonly dataFolder?: string;
  /** Another data pack than the bundled one. */
  readonly datasetFolder?: string;
}

export interface Host {
  /** The full address with its key, for one person's eyes. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Rejects when the port is taken or the data folder is in use; nothing stays open then. */
export async function startHost({ port = 0, ...folders }: HostOptions): Promise<Host> {
  const program = await openProgram({ host: 'loopback', ...folders });
  const token = randomBytes(32).toString('base64url');
  const onFault = (error: unknown): void => reportIncident(randomUUID(), error);
  try {
    const server = await startServer({ dispatch: program.dispatch, files: program.files, token, port, onFault });
    return {
      address: `http://127.0.0.1:${server.port}/#token=${token}`,
      close: async () => {
        await server.close();
        await program.close();
      },
    };
  } catch (error) {
    await program.close();
    throw error;
  }
}
