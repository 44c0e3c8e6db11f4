// Electron-API stand-in, part 1: makes `import 'electron'` in the built main entry mean stand-in.mjs.
// Used as `node --import register.mjs dist/main/electron.js`. Test support only, never shipped.
import { register } from 'node:module';

const standIn = new URL('stand-in.mjs', import.meta.url).href;
const hooks = `export const resolve = (name, context, next) =>
  name === 'electron' ? { url: ${JSON.stringify(standIn)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
