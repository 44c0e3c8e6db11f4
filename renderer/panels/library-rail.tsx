/**
 * The library on a small window: a rail of letters, and the whole list in a drawer.
 */
import { Button, Drawer } from '@blueprintjs/core';
import { MenuOpen, Plus, Search } from '@blueprintjs/icons';
import { useEffect } from 'react';
import { useDocument, useServices, useTexts } from '../services.ts';
import { letterAt } from '../state/document.ts';
import { useStore } from '../state/store.ts';
import { useScenarioTitle } from '../words/scenario-title.ts';
import { Library } from './library.tsx';
import { Badge, DashSample } from './parts.tsx';

export function LibraryRail({ portalClassName }: { portalClassName: string }) {
  const { session, library } = useServices();
  const { t } = useTexts();
  const titleOf = useScenarioTitle();
  const columns = useDocument((state) => state.columns);
  const isOpen = useStore(session, (state) => state.drawerOpen);
  const focusLetter = useStore(session, (state) => state.focus.columnLetter);
  const setOpen = (drawerOpen: boolean): void => session.set((current) => ({ ...current, drawerOpen }));
  // A window that grows shows the list itself.
  useEffect(() => () => session.set((current) => ({ ...current, drawerOpen: false })), [session]);
  return (
    <nav className="rail" aria-label={t('app.libraryRegion')} data-region="library" tabIndex={-1}>
      <Button variant="minimal" icon={<MenuOpen />} aria-label={t('library.showList')} onClick={() => setOpen(true)} />
      {columns.map((column, index) => {
        const letter = letterAt(index);
        const title = titleOf(column.document.scenario.title);
        const isFocused = focusLetter === letter;
        return (
          <button
            key={column.key}
            type="button"
            className={isFocused ? 'rail-badge is-focused' : 'rail-badge'}
            data-letter={letter}
            title={title}
            aria-label={`${letter}, ${title}`}
            aria-pressed={isFocused}
            onClick={() =>
              session.set((current) => ({
                ...current,
                focus: isFocused && current.focus.pinned ? { pinned: false } : { columnLetter: letter, pinned: true },
              }))
            }
          >
            <Badge letter={letter} />
            <DashSample letter={letter} widthPx={20} />
          </button>
        );
      })}
      <Button
        variant="minimal"
        icon={<Plus />}
        aria-label={t('library.newTitle')}
        onClick={() => void library.create()}
      />
      <Button variant="minimal" icon={<Search />} aria-label={t('library.search')} onClick={() => setOpen(true)} />
      <Drawer
        isOpen={isOpen}
        position="left"
        size={280}
        onClose={() => setOpen(false)}
        className={`library-drawer ${portalClassName}`}
        aria-label={t('app.libraryRegion')}
      >
        <Library />
      </Drawer>
    </nav>
  );
}
