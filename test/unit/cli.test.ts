/** The command line as a whole: help, bad use, exit codes, `serve`. */
import { describe, expect, it } from 'vitest';
import type { ServeOptions } from '../../main/http/serve.ts';
import { corridor } from '../support/run-corridor.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

describe('corridor', () => {
  it('lists its commands and exit codes on request', async () => {
    const { exitCode, out, err } = await corridor(['--help']);
    expect(exitCode).toBe(0);
    for (const name of ['evaluate', 'compare', 'itineraries', 'claims', 'validate', 'migrate', 'diff', 'serve']) {
      expect(out).toContain(`  ${name} `);
    }
    expect(out).toContain('Exit codes: 0 success, 1 a finding');
    expect(err).toBe('');
  });

  it('offers --json and --dataset on every command', async () => {
    for (const name of ['evaluate', 'compare', 'itineraries', 'claims', 'validate', 'migrate', 'diff', 'serve']) {
      const { out } = await corridor([name, '--help']);
      expect(out, name).toContain('--json');
      expect(out, name).toContain('--dataset <folder>');
    }
  });

  it('tells its version', async () => {
    expect((await corridor(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [['dance'], "Unknown command 'dance'.\n"],
    [['claims', '--jsn'], "Unknown option '--jsn'. Did you mean --json?\n"],
    [['claims', 'all'], "Too many arguments for 'claims'. Expected 0 arguments but got 1.\n"],
    [['evaluate'], "Missing required argument 'file'.\n"],
    [['itineraries', '--from', 'CN_XIAN'], "Required option '--to <id>' not specified.\n"],
    [['itineraries', '--from'], "Option '--from <id>' argument missing.\n"],
    [['serve', '--port', '70000', '--no-open'], '--port takes a whole number from 1 to 65535, and "70000" is none.\n'],
  ])('refuses %j in one sentence', async (argv, sentence) => {
    expect(await corridor(argv)).toEqual({ exitCode: 2, out: '', err: sentence });
  });

  it('refuses a call without a command, and shows what there is', async () => {
    const { exitCode, out, err } = await corridor([]);
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Usage: corridor');
  });

  it('refuses a folder that holds no data pack', async () => {
    const folder = makeTempFolder();
    const { exitCode, out, err } = await corridor(['claims', '--dataset', folder, '--json']);
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^The folder ".+" holds no data pack: .+\n$/);
  });
});

describe('corridor serve', () => {
  const serveWith = async (
    argv: readonly string[],
  ): Promise<{ given?: ServeOptions; exitCode: number; out: string }> => {
    let given: ServeOptions | undefined;
    const { exitCode, out } = await corridor(['serve', ...argv], (options) => {
      given = options;
      if (options.announce) options.announce('http://127.0.0.1:1/#token=x');
      else options.print('ready');
      return Promise.resolve(1);
    });
    return { exitCode, out, ...(given ? { given } : {}) };
  };

  it('opens the window on any port unless told otherwise', async () => {
    const { given, exitCode, out } = await serveWith([]);
    expect(given).toMatchObject({ open: true });
    expect(given).not.toHaveProperty('port');
    expect(out).toBe('ready\n');
    expect(exitCode).toBe(1);
  });

  it('takes a port, and only prints the address on request', async () => {
    expect((await serveWith(['--port', '8123', '--no-open'])).given).toMatchObject({ open: false, port: 8123 });
  });

  it('tells programs the address as JSON', async () => {
    expect((await serveWith(['--json', '--no-open'])).out).toBe('{"address":"http://127.0.0.1:1/#token=x"}\n');
  });

  it('starts nothing with a broken data pack', async () => {
    const { given, exitCode } = await serveWith(['--dataset', makeTempFolder()]);
    expect(given).toBeUndefined();
    expect(exitCode).toBe(2);
  });
});
