/**
 * The build of everything that runs outside the window. Two environments: the Node entries as modules, the preload as
 * one CommonJS file (a sandboxed preload cannot be a module). Only `electron` and Node's own modules stay outside, so
 * a packed program carries no node_modules.
 */
import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '..');
const resolve = { noExternal: true as const, external: ['electron'] };

export default defineConfig({
  root,
  publicDir: false,
  builder: {},
  environments: {
    main: {
      consumer: 'server',
      resolve,
      build: {
        outDir: 'dist/main',
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        rollupOptions: {
          input: {
            electron: join(root, 'main/electron/index.ts'),
            cli: join(root, 'main/cli.ts'),
            'question-thread': join(root, 'main/cli/question-thread.ts'),
            serve: join(root, 'main/http/serve.ts'),
          },
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve,
      build: {
        outDir: 'dist/main',
        emptyOutDir: false,
        target: 'chrome120',
        minify: false,
        rollupOptions: {
          input: { preload: join(root, 'main/electron/preload.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
});
