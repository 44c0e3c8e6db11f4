/**
 * One scenario in the library: tick, letter, title, what it switches on, and its actions (button or right click).
 */
import {
  Button,
  Checkbox,
  ContextMenu,
  EditableText,
  Menu,
  MenuDivider,
  MenuItem,
  PopoverNext,
} from '@blueprintjs/core';
import { Duplicate, Edit, Flag, Lock, More, SendMessage, Trash } from '@blueprintjs/icons';
import { useState } from 'react';
import type { LibraryEntry } from '../../shared/api/contract.ts';
import { useServices, useTexts } from '../services.ts';
import { setReference, type Letter } from '../state/document.ts';
import { useStore } from '../state/store.ts';
import { Badge, DashSample } from './parts.tsx';

export interface LibraryLine {
  /** Of the column, where it is compared. */
  readonly key?: string;
  readonly letter?: Letter;
  readonly isReference: boolean;
  readonly title: string;
  readonly measureCount: number;
  readonly shockCount: number;
  readonly entry?: LibraryEntry;
}

export function LibraryItem({ line, onTick }: { line: LibraryLine; onTick: () => void }) {
  const { session, document, library } = useServices();
  const { t } = useTexts();
  const [isRenaming, setRenaming] = useState(false);
  const focusLetter = useStore(session, (state) => state.focus.columnLetter);
  const { key, letter, title, entry, isReference, measureCount, shockCount } = line;
  const isFocused = letter !== undefined && focusLetter === letter;

  const counts = [
    measureCount > 0 ? t('library.measures', { count: measureCount }) : '',
    shockCount > 0 ? t('library.shocks', { count: shockCount }) : '',
  ].filter(Boolean);

  const menu = (
    <Menu>
      {key !== undefined && letter !== undefined && !isReference && (
        <MenuItem
          icon={<Flag />}
          text={t('library.makeReference')}
          onClick={() => document.change(t('change.reference', { letter }), setReference(key))}
        />
      )}
      <MenuItem text={t(key === undefined ? 'library.addToComparison' : 'library.takeOut')} onClick={onTick} />
      {entry && (
        <>
          <MenuDivider />
          <MenuItem icon={<Duplicate />} text={t('library.duplicate')} onClick={() => void library.duplicate(entry)} />
          <MenuItem icon={<SendMessage />} text={t('library.share')} onClick={() => void library.share(entry)} />
          {entry.readOnly ? (
            <MenuItem icon={<Lock />} text={t('library.shipped')} multiline disabled />
          ) : (
            <>
              <MenuItem icon={<Edit />} text={t('library.rename')} onClick={() => setRenaming(true)} />
              <MenuItem
                icon={<Trash />}
                intent="danger"
                text={t('library.delete')}
                onClick={() => void library.remove(entry)}
              />
            </>
          )}
        </>
      )}
    </Menu>
  );

  const focus = (): void => {
    if (letter === undefined) onTick();
    else
      session.set((current) => ({
        ...current,
        focus: isFocused && current.focus.pinned ? { pinned: false } : { columnLetter: letter, pinned: true },
      }));
  };

  return (
    <ContextMenu tagName="li" content={menu} className="library-entry">
      <div
        className={['library-item', key === undefined ? '' : 'is-compared', isFocused ? 'is-focused' : ''].join(' ')}
        data-letter={letter}
      >
        <Checkbox checked={key !== undefined} aria-label={t('library.compare', { title })} onChange={onTick} />
        {letter ? <Badge letter={letter} /> : <span className="no-badge" />}
        <div className="library-text">
          {isRenaming && entry ? (
            <EditableText
              isEditing
              defaultValue={title}
              maxLength={200}
              selectAllOnFocus
              aria-label={t('library.renameLabel', { title })}
              onConfirm={(value) => {
                setRenaming(false);
                if (value.trim() && value.trim() !== title) void library.rename(entry, value.trim());
              }}
              onCancel={() => setRenaming(false)}
            />
          ) : (
            <button type="button" className="library-title" onClick={focus} title={title}>
              {title}
              {isReference && <Lock size={11} title={t('library.locked')} />}
            </button>
          )}
          <div className="library-sub">
            {letter && <DashSample letter={letter} />}
            {counts.length > 0 ? counts.join(', ') : t('library.nothing')}
            {entry?.readOnly && letter === undefined && ` · ${t('library.isShipped')}`}
          </div>
        </div>
        <PopoverNext content={menu} placement="bottom-end">
          <Button
            className="more"
            variant="minimal"
            size="small"
            icon={<More size={14} />}
            aria-label={t('library.actions', { title })}
          />
        </PopoverNext>
      </div>
    </ContextMenu>
  );
}
