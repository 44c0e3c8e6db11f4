/**
 * The packaging configuration, read and validated by electron-builder's own code. No installer is built here: that needs
 * a network; `npm run pack:check` goes as far as a stub runtime can.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
const fromLibrary = createRequire(fromBuilder.resolve('app-builder-lib/package.json'));
const { load } = fromLibrary('js-yaml') as { load: (text: string) => Record<string, unknown> };
const library = fromLibrary('./out/util/config/config.js') as {
  validateConfiguration: (config: unknown, logger: { isEnabled: boolean; add: () => void }) => Promise<void>;
};
const validate = (config: unknown): Promise<void> =>
  library.validateConfiguration(config, { isEnabled: false, add: () => undefined });

const config = load(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));

describe('electron-builder.yml', () => {
  it('is valid, and an unknown key would not be', async () => {
    await expect(validate(config)).resolves.toBeUndefined();
    await expect(validate({ ...config, publishh: null })).rejects.toThrow(/publishh/);
  });

  it('makes the installers that were asked for', () => {
    expect(config).toMatchObject({
      win: { target: ['nsis', 'portable'] },
      mac: { target: ['dmg'] },
      linux: { target: ['AppImage', 'deb'] },
    });
  });

  it('opens .corridor files by double click', () => {
    expect(config['fileAssociations']).toMatchObject([{ ext: 'corridor', role: 'Editor' }]);
  });

  it('knows no update feed and rebuilds nothing', () => {
    expect(config).toMatchObject({ publish: null, npmRebuild: false });
    expect(Object.keys(packageJson.dependencies)).not.toContain('electron-updater');
  });

  it('flips every fuse that a planner without cookies needs to its safe side', () => {
    expect(config['asar']).toBe(true);
    expect(config['electronFuses']).toEqual({
      runAsNode: false,
      enableCookieEncryption: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('packs the built program and its data, and no node_modules', () => {
    expect(config['files']).toEqual(['dist/**', '!dist/stamp.txt', 'scenarios/**', 'package.json', '!node_modules/**']);
    expect(packageJson.main).toBe('dist/main/electron.js');
  });

  it('names the Electron that the lock file has', () => {
    expect(config['electronVersion']).toBe(packageJson.devDependencies.electron);
  });
});
