/**
 * Starts the window's workers under Trusted Types, which refuse a plain `new Worker(address)`. Only files that the
 * build put beside the page are let through. Use with `import address from './worker.ts?worker&url'`.
 * Seen working by test/e2e (a violation fails every journey).
 */
interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ) => { readonly createScriptURL: (address: string) => string };
}

function createScriptURL(address: string): string {
  if (new URL(address, location.href).origin !== location.origin) throw new TypeError('A foreign worker was refused.');
  return address;
}

/** Browsers without Trusted Types have no `trustedTypes` and take the address itself. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('corridor-worker', {
  createScriptURL,
});

export function startWorker(address: string): Worker {
  return new Worker(policy ? policy.createScriptURL(address) : createScriptURL(address), { type: 'module' });
}
