/** Types of build.mjs, which must run before anything is compiled. */
type Compile = (root: string, folder: string) => Promise<void>;

export interface EnsureBuiltOptions {
  readonly root?: string;
  readonly compile?: Compile;
  readonly onBuild?: () => void;
}

export function isBuilt(root?: string): boolean;
export function buildNow(root?: string, compile?: Compile): Promise<void>;
export function ensureBuilt(options?: EnsureBuiltOptions): Promise<boolean>;
