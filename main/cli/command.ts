/**
 * What every command of `corridor` shares: where its words go, how it ends, and the two options each one takes.
 * Exit 0 success, 1 a finding, 2 bad use or bad file. Tested in test/unit/cli.test.ts.
 */
import type { Command } from 'commander';
import type { Progress } from '../../shared/base/long-work.ts';

/** Where the words of a command go; each text is whole lines. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Told how far a long question is; absent where nobody watches. */
  readonly progress?: Progress | undefined;
}

export type ExitCode = 0 | 1 | 2;

/** The result of a command: one value for programs, one text for people, sentences for standard error. */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
  /** Sentences that the person should read besides the result. */
  readonly notes?: readonly string[];
  readonly exitCode: ExitCode;
}

export interface CommonOptions {
  readonly json?: true;
  readonly dataset?: string;
}

/** Adds a command with the options that all have. */
export const addCommand = (program: Command, name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .option('--json', 'print one JSON value and nothing else')
    .option('--dataset <folder>', 'another data pack with the same CSV columns');

/** Adds a command about one consignment of one market in one year. */
export const addConsignmentCommand = (program: Command, name: string, description: string): Command =>
  addCommand(program, name, description)
    .option('--market <id>', 'the market asked about (the first of the data pack unless given)')
    .option('--year <year>', "horizon year instead of the scenario's");
