/** Three projects: unit (Node), dom (happy-dom), e2e (a real Chromium against the built program). */
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          // Generous: a slow machine is no fault of the program.
          testTimeout: 120_000,
          environment: 'node',
          include: ['test/*.test.ts', 'test/{unit,property,golden,parity,security}/**/*.test.ts'],
        },
      },
      {
        root,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['test/dom/**/*.test.tsx'],
          testTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
