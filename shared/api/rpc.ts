/**
 * Dispatch and typed client over the contract. Nothing throws across the boundary: a call ends in a Result, input and
 * output are checked, an unexpected fault is masked with an incident id and reported on this side only.
 * Tested in test/parity.
 */
import { failure, AppFailure, success, type Result } from '../base/issue.ts';
import { contract, type InputOf, type OutputOf, type ProcedureName } from './contract.ts';

export type Handlers = { readonly [N in ProcedureName]: (input: InputOf<N>) => Promise<Result<OutputOf<N>>> };

/** One function is all a door must bring: preload, fetch, or a direct call. */
export type Transport = (name: string, input: unknown) => Promise<Result<unknown>>;

export interface DispatchOptions {
  /** Told of every masked fault, with the id that the caller was given. */
  readonly onIncident: (incident: string, error: unknown) => void;
  readonly makeIncidentId: () => string;
}

const isProcedureName = (name: string): name is ProcedureName => Object.hasOwn(contract, name);

/** Undefined when the checker itself gives up, which it does only on a value nested past the depth of the stack. */
function checkInput(name: ProcedureName, input: unknown) {
  try {
    return contract[name].input.safeParse(input);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Answers any name and any input with a Result: bad-input for what the contract does not allow. */
export function createDispatch(handlers: Handlers, options: DispatchOptions): Transport {
  return async (name, input) => {
    if (!isProcedureName(name))
      return failure('bad-input', `There is no procedure named "${String(name).slice(0, 80)}".`);
    const parsed = checkInput(name, input);
    if (parsed === undefined) return failure('bad-input', `The request ${name} is nested too deeply to be read.`);
    if (!parsed.success) {
      return failure(
        'bad-input',
        `The request ${name} is not of its form.`,
        parsed.error.issues
          .slice(0, 20)
          .map((issue) => ({ severity: 'error', message: issue.message, field: issue.path.join('.') })),
      );
    }
    try {
      const handler = handlers[name] as (input: unknown) => Promise<Result<unknown>>;
      const result = await handler(parsed.data);
      return result.ok ? success(contract[name].output.parse(result.value)) : result;
    } catch (error) {
      if (error instanceof AppFailure) return { ok: false, error: error.error };
      const incident = options.makeIncidentId();
      options.onIncident(incident, error);
      return failure(
        'internal',
        `Something unexpected happened (incident ${incident}). Nothing was lost; please try again.`,
      );
    }
  };
}

export type Client = <N extends ProcedureName>(name: N, input: InputOf<N>) => Promise<Result<OutputOf<N>>>;

/** The typed client of a transport; the output is trusted, because dispatch has checked it. */
export const createClient = (transport: Transport): Client => (async (name, input) => transport(name, input)) as Client;
