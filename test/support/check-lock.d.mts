/** Types of check-lock.mjs, which runs before anything is compiled. */
export interface LockEntry {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

export function findLockFaults(lock: { readonly packages: Readonly<Record<string, LockEntry>> }): readonly string[];
