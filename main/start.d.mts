/** Types of start.mjs, which must run before anything is compiled. */
export interface ElectronSearch {
  readonly electronFolder: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly exists: (path: string) => boolean;
}

export function electronExecutable(distFolder: string, platform: string): string;
export function findElectron(search: ElectronSearch): string | undefined;
