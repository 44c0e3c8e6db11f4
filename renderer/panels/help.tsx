/**
 * The keys of the window, and whether single keys act.
 */
import { Dialog, Switch } from '@blueprintjs/core';
import type { TextKey } from '../../shared/text/index.ts';
import { useServices, useTexts } from '../services.ts';
import { useStore } from '../state/store.ts';

export function HelpDialog({ portalClassName }: { portalClassName: string }) {
  const { session, settings } = useServices();
  const { t } = useTexts();
  const isOpen = useStore(session, (state) => state.helpOpen);
  const singleKeys = useStore(settings.store, (state) => state.singleKeys);
  const lines: readonly (readonly [string, TextKey])[] = [
    [t('help.arrows'), 'help.grid'],
    ['1–6', 'help.focus'],
    [t('help.heldR'), 'help.reference'],
    ['Ctrl Z, Ctrl Shift Z', 'help.undo'],
    ['Ctrl O, Ctrl S', 'help.open'],
    ['Ctrl 1–2', 'help.views'],
    ['[ ]', 'help.year'],
    ['/', 'help.search'],
    ['F6', 'help.region'],
    ['?', 'help.help'],
    ['Esc', 'help.escape'],
  ];
  return (
    <Dialog
      isOpen={isOpen}
      title={t('help.title')}
      className={portalClassName}
      onClose={() => session.set((current) => ({ ...current, helpOpen: false }))}
    >
      <dl className="help">
        {lines.map(([keys, key]) => [<dt key={`${key} keys`}>{keys}</dt>, <dd key={key}>{t(key)}</dd>])}
        <dt>
          <Switch
            checked={singleKeys}
            label={t('help.keys')}
            onChange={(event) => settings.change({ singleKeys: event.currentTarget.checked })}
          />
        </dt>
        <dd className="muted">{t('help.keysHint')}</dd>
      </dl>
    </Dialog>
  );
}
