/**
 * The content security policy of the window, one constant for both hosts (ARCHITECTURE decision 9), and the other
 * headers of every answer. No exception for inline code or outside addresses. `trusted-types` names one policy instead
 * of none: under `require-trusted-types-for` Chromium refuses `new Worker(address)` otherwise, and the window
 * needs its worker (renderer/trusted-worker.ts holds that policy). Tested in test/e2e/doors.test.ts.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types corridor-worker',
].join('; ');

/** Sent with every answer of both hosts. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};
