/**
 * The command `corridor`: the same engine for scripts and checks. With --json standard output holds one JSON value and
 * nothing else; a refusal is one sentence on standard error. Exit 0 success, 1 a finding, 2 bad use or bad file.
 * Tested in test/unit/cli*.test.ts.
 */
import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { AppFailure } from '../shared/base/issue.ts';
import { answerAppraise, type AppraiseOptions } from './cli/appraise.ts';
import { answerAttribute, type AttributeOptions } from './cli/attribute.ts';
import { answerClaims } from './cli/claims.ts';
import { addCommand, addConsignmentCommand, type Answer, type CommonOptions, type Io } from './cli/command.ts';
import { answerCompare, listComparedFiles, type CompareOptions } from './cli/compare.ts';
import { answerEvaluate, type EvaluateOptions } from './cli/evaluate.ts';
import { answerDiff, answerMigrate, answerValidate } from './cli/files.ts';
import { answerItineraries, type ItinerariesOptions } from './cli/itineraries.ts';
import { answerLattice, type LatticeOptions } from './cli/lattice.ts';
import { loadDataset, loadScenario } from './cli/load.ts';
import { answerSwitching, type SwitchingOptions } from './cli/switching.ts';
import { answerUncertainty, type UncertaintyOptions } from './cli/uncertainty.ts';
import { showProgress } from './cli/progress.ts';
import { answerRegret, type RegretOptions } from './cli/regret.ts';
import { runServe, serveOnLoopback, type Serve, type ServeCommandOptions } from './cli/serve.ts';
import { collectList } from './cli/values.ts';
import { getProgramFolders } from './program-folder.ts';

/** The process's own streams. A reader that stops reading (`| head`) is no fault. */
function processIo(): Io {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    progress: showProgress(process.stderr),
  };
}

/** Runs one command; never throws and never ends the process. Resolves with the exit code. `serve` is for tests. */
export async function run(
  argv: readonly string[],
  io: Io = processIo(),
  serve: Serve = serveOnLoopback,
): Promise<number> {
  let exitCode = 0;
  const perform = async (options: CommonOptions, work: () => Promise<Answer> | Answer): Promise<void> => {
    const answer = await work();
    if (options.json) io.out(`${JSON.stringify(answer.json, null, 2)}\n`);
    else io.out(answer.text);
    for (const note of answer.notes ?? []) io.err(`${note}\n`);
    exitCode = answer.exitCode;
  };
  try {
    const program = makeProgram(io, perform);
    addCommand(program, 'serve', "the planner in the system's browser, until it is ended")
      .option('--port <number>', 'a fixed port of this machine (any free one unless given)')
      .option('--no-open', 'only print the address')
      .action(async (options: ServeCommandOptions) => {
        exitCode = await runServe(options, import.meta.dirname, io, serve);
      });
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const message =
      error instanceof AppFailure
        ? error.error.message
        : `The program failed at something it should be able to do: ${error instanceof Error ? error.message : String(error)}`;
    io.err(`${message}\n`);
    return 2;
  }
}

type Perform = (options: CommonOptions, work: () => Promise<Answer> | Answer) => Promise<void>;

const datasetOf = ({ dataset }: CommonOptions) =>
  loadDataset(dataset ?? getProgramFolders(import.meta.dirname).datasetFolder);

const VIEWS_HELP =
  '\nevaluate speaks of flows: the volumes of a year shared over itineraries, with the queues they cause. compare speaks of one consignment: the cheapest itinerary with the dwells of the data.';

function makeProgram(io: Io, perform: Perform): Command {
  const program = new Command('corridor')
    .description('Offline planner for freight corridors: compare transit times and costs of scenarios.')
    .version(version)
    .addHelpText('after', '\nExit codes: 0 success, 1 a finding (no route, a claim fails), 2 bad use or bad file.')
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => write(`${sentence(text.replace(/^error: /, '').trim())}\n`),
    });

  addCommand(program, 'evaluate', 'the flows of one scenario: all markets with shares, queues and caps')
    .argument('<file>', 'scenario file')
    .option('--market <id>', 'one market only')
    .option('--year <year>', "horizon year instead of the scenario's")
    .addHelpText('after', VIEWS_HELP)
    .action((file: string, options: EvaluateOptions) =>
      perform(options, async () => {
        const dataset = await datasetOf(options);
        return answerEvaluate(options, dataset, await loadScenario(file, dataset));
      }),
    );

  addCommand(program, 'compare', 'scenarios side by side, with differences to a reference')
    .argument('<file...>', 'scenario files')
    .option('--reference <file>', 'the scenario to count differences from (the first file unless given)')
    .option('--market <id>', 'one market only')
    .option('--year <year>', "horizon year instead of the reference's")
    .addHelpText('after', VIEWS_HELP)
    .action((files: string[], options: CompareOptions) =>
      perform(options, async () => {
        const dataset = await datasetOf(options);
        const paths = listComparedFiles(files, options.reference);
        return answerCompare(options, dataset, await Promise.all(paths.map((path) => loadScenario(path, dataset))));
      }),
    );

  addCommand(program, 'itineraries', 'the cheapest itineraries between two places, exactly')
    .requiredOption('--from <id>', 'origin')
    .requiredOption('--to <id>', 'destination')
    .option('--start-means <list>', 'road, rail1435, rail1520, sea at the origin', collectList)
    .option('--end-means <list>', 'road, rail1435, rail1520, sea at the destination', collectList)
    .option('--via <ids>', 'places to pass, in this order', collectList)
    .option('--avoid <ids>', 'places not to use', collectList)
    .option('--avoid-country <codes>', 'countries not to use, with their border posts', collectList)
    .option('--modes <list>', 'allowed modes: road, rail, sea', collectList)
    .option('--objective <word>', 'what is least: generalized, time or cost', 'generalized')
    .option('--value-of-time <usd>', 'USD per tonne and day (general cargo of the data pack unless given)')
    .option('--k <number>', 'how many, 1 to 8', '3')
    .option('--state <word>', 'state of the world: best, p50, p90 or stress', 'p50')
    .option('--duty <hours>', 'driving hours in 24 hours')
    .option('--no-handling', 'without loading, unloading and rail terminals at both ends')
    .option('--tir', 'TIR through-truck: no truck swap')
    .option('--measures <ids>', 'measures switched on', collectList)
    .option('--shocks <ids>', 'shocks switched on', collectList)
    .option('--strength <word>', 'strength of all of them: low, mid or high', 'mid')
    .option('--year <year>', 'only what is open in that year (opening years are ignored unless given)')
    .action((options: ItinerariesOptions) =>
      perform(options, async () => answerItineraries(options, await datasetOf(options))),
    );

  addCommand(program, 'claims', 'every published claim with its computed value and verdict').action(
    (options: CommonOptions) => perform(options, async () => answerClaims(await datasetOf(options))),
  );

  addCommand(program, 'uncertainty', 'scenarios in the same draws: ranges, and how often one beats another')
    .argument('<file...>', 'scenario files')
    .option('--draws <number>', 'how many draws (5000 unless given)')
    .option('--seed <number>', 'another seed gives other draws (1 unless given)')
    .option('--market <id>', 'the market (the first of the data pack unless given)')
    .option('--year <year>', "horizon year instead of the first scenario's")
    .action((files: string[], options: UncertaintyOptions) =>
      perform(options, async () => {
        const dataset = await datasetOf(options);
        return answerUncertainty(options, dataset, await Promise.all(files.map((path) => loadScenario(path, dataset))));
      }),
    );

  addCommand(program, 'switching', 'for each input the value at which the ranking of two scenarios turns')
    .argument('<a>', 'scenario file')
    .argument('<b>', 'scenario file')
    .option('--metric <word>', 'what ranks: hours, usdPerTonne or generalized (generalized unless given)')
    .option('--market <id>', 'the market (the first of the data pack unless given)')
    .option('--year <year>', "horizon year instead of the first scenario's")
    .action((a: string, b: string, options: SwitchingOptions) =>
      perform(options, async () => {
        const dataset = await datasetOf(options);
        const [first, second] = await Promise.all([loadScenario(a, dataset), loadScenario(b, dataset)]);
        return answerSwitching(options, dataset, first, second);
      }),
    );

  addCommand(program, 'appraise', 'costs against benefits of a scenario, in the tables of the field')
    .argument('<file>', 'scenario file')
    .option('--reference <file>', 'the scenario without the project (the network as it stands unless given)')
    .option('--rate <percent>', "discount rate of ratios and tests, per cent a year (the data pack's unless given)")
    .action((file: string, options: AppraiseOptions) =>
      perform(options, async () => {
        const dataset = await datasetOf(options);
        const reference = options.reference === undefined ? undefined : await loadScenario(options.reference, dataset);
        return answerAppraise(options, dataset, await loadScenario(file, dataset), reference, io.progress);
      }),
    );

  const METRIC = ['--metric <word>', 'hours, usdPerTonne or generalized', 'hours'] as const;
  addConsignmentCommand(program, 'attribute', 'which measure brings how much of the difference to a reference')
    .argument('<file>', 'scenario file')
    .option('--reference <file>', 'the scenario to count differences from (nothing switched on unless given)')
    .option(...METRIC)
    .action((file: string, options: AttributeOptions) =>
      perform(options, async () => {
        const dataset = await datasetOf(options);
        const { reference } = options;
        const loadedReference = reference === undefined ? undefined : await loadScenario(reference, dataset);
        const loaded = await loadScenario(file, dataset);
        return answerAttribute(options, dataset, loaded, loadedReference, io.progress);
      }),
    );

  addConsignmentCommand(program, 'lattice', 'all packages of up to 12 measures, and the smallest that reach a target')
    .argument('<file>', 'scenario file; its shocks and assumptions hold in every package')
    .option('--max-hours <hours>', 'target: at most so many hours')
    .option('--max-usd <usd>', 'target: at most so many USD per tonne')
    .option(
      '--measures <ids>',
      "measures to vary; others of the file stay on (the file's own, filled up to 8 by those that change most)",
      collectList,
    )
    .action((file: string, options: LatticeOptions) =>
      perform(options, async () => {
        const dataset = await datasetOf(options);
        return answerLattice(options, dataset, await loadScenario(file, dataset), io.progress);
      }),
    );

  addConsignmentCommand(program, 'regret', 'packages under every shock: how far each stays behind the best')
    .argument('<file...>', 'scenario files')
    .option('--shocks <ids>', 'the shocks to try (all of the data pack unless given)', collectList)
    .option(...METRIC)
    .action((files: string[], options: RegretOptions) =>
      perform(options, async () => {
        const dataset = await datasetOf(options);
        const loaded = await Promise.all(files.map((path) => loadScenario(path, dataset)));
        return answerRegret(options, dataset, loaded, io.progress);
      }),
    );

  addCommand(program, 'validate', 'check scenario files; exit 2 if one cannot be opened')
    .argument('<file...>', 'scenario files')
    .action((files: string[], options: CommonOptions) =>
      perform(options, async () => answerValidate(files, await datasetOf(options))),
    );

  addCommand(program, 'migrate', 'rewrite a file of an older format in the current one, keeping the old as .bak')
    .argument('<file>', 'scenario file')
    .action((file: string, options: CommonOptions) => perform(options, () => answerMigrate(file)));

  addCommand(program, 'diff', 'what two scenario files say differently, field by field; exit 0 in both cases')
    .argument('<a>', 'scenario file')
    .argument('<b>', 'scenario file')
    .action((a: string, b: string, options: CommonOptions) => perform(options, () => answerDiff(a, b)));

  return program;
}

/** Commander's words as a sentence. */
const sentence = (text: string): string => {
  const [first = '', ...rest] = text.split('\n');
  const line = [first, ...rest.map((one) => one.replace(/^\(|\)$/g, ''))]
    .map((one) => (/[.?!]$/.test(one) ? one : `${one}.`))
    .join(' ');
  return line.charAt(0).toUpperCase() + line.slice(1);
};
