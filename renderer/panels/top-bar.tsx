/**
 * The top bar: market, views, horizon year, undo and redo, share and open, language and theme.
 */
import { Button, ButtonGroup, Menu, MenuItem, PopoverNext } from '@blueprintjs/core';
import { FolderOpen, Flash, Help, Map as MapIcon, Moon, Redo, SendMessage, Translate, Undo } from '@blueprintjs/icons';
import { redoLabel, undoLabel } from '../../shared/scenario/history.ts';
import { LANGUAGES, type TextLanguage } from '../../shared/text/index.ts';
import { useDocument, useServices, useTexts } from '../services.ts';
import { FIRST_YEAR, LAST_YEAR, letterAt, setYear } from '../state/document.ts';
import type { View } from '../state/session.ts';
import { useStore } from '../state/store.ts';
import { useScenarioTitle } from '../words/scenario-title.ts';
import { chooseFiles } from './files.ts';
import { MarketPicker } from './market-picker.tsx';

export const VIEWS: readonly View[] = ['compare', 'explain', 'packages', 'appraise', 'claims'];

function ViewTabs() {
  const { session } = useServices();
  const { t } = useTexts();
  const view = useStore(session, (state) => state.view);
  const show = (next: View): void => session.set((current) => ({ ...current, view: next }));
  return (
    <div className="view-tabs" role="tablist" aria-label={t('top.views')}>
      {VIEWS.map((one, index) => (
        <button
          key={one}
          type="button"
          role="tab"
          className="view-tab"
          aria-selected={one === view}
          tabIndex={one === view ? 0 : -1}
          onClick={() => show(one)}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
            const next = VIEWS[(index + step + VIEWS.length) % VIEWS.length];
            if (step === 0 || !next) return;
            show(next);
            const tabs = event.currentTarget.parentElement?.children;
            const tab = tabs?.[VIEWS.indexOf(next)];
            if (tab instanceof HTMLElement) tab.focus();
          }}
        >
          {t(`top.${one}`)}
        </button>
      ))}
    </div>
  );
}

function YearSlider() {
  const { document } = useServices();
  const { t } = useTexts();
  const year = useDocument((state) => state.year);
  return (
    <label className="year-slider">
      <span className="muted">{t('top.year')}</span>
      <span className="track">
        <input
          type="range"
          min={FIRST_YEAR}
          max={LAST_YEAR}
          value={year}
          aria-label={t('top.horizonYear')}
          aria-valuetext={String(year)}
          onChange={(event) => {
            const next = Number(event.currentTarget.value);
            document.change(t('change.year', { year: String(next) }), setYear(next), 'year');
          }}
        />
        <span aria-hidden="true">{FIRST_YEAR}</span>
        <span aria-hidden="true">{LAST_YEAR}</span>
      </span>
      <strong data-testid="year">{year}</strong>
    </label>
  );
}

function History() {
  const { document } = useServices();
  const { t } = useTexts();
  const undone = useStore(document.store, undoLabel);
  const redone = useStore(document.store, redoLabel);
  const undoText = undone === undefined ? t('top.undo') : t('top.undoOf', { what: undone });
  const redoText = redone === undefined ? t('top.redo') : t('top.redoOf', { what: redone });
  return (
    <ButtonGroup variant="minimal">
      <Button
        icon={<Undo />}
        disabled={undone === undefined}
        aria-label={undoText}
        title={undoText}
        onClick={document.undo}
      />
      <Button
        icon={<Redo />}
        disabled={redone === undefined}
        aria-label={redoText}
        title={redoText}
        onClick={document.redo}
      />
    </ButtonGroup>
  );
}

export function TopBar({ theme }: { theme: 'light' | 'dark' }) {
  const { session, settings, library } = useServices();
  const { t, language } = useTexts();
  const titleOf = useScenarioTitle();
  const columns = useDocument((state) => state.columns);
  const focusLetter = useStore(session, (state) => state.focus.columnLetter);
  const reference = useDocument((state) => state.reference);
  const focused =
    columns.find((_, index) => letterAt(index) === focusLetter) ??
    columns.find((column) => column.key !== reference) ??
    columns[0];
  const isDark = theme === 'dark';
  const themeText = t(isDark ? 'top.light' : 'top.dark');
  const shareHint = t('top.shareHint', { title: titleOf(focused?.document.scenario.title ?? '') });
  return (
    <header className="top-bar" data-region="top" tabIndex={-1}>
      <h1 className="brand panel-title">
        <MapIcon size={18} />
        <span className="brand-name">{t('app.name')}</span>
      </h1>
      <MarketPicker />
      <ViewTabs />
      <span className="top-space" />
      <YearSlider />
      <span className="top-divider" />
      <History />
      <span className="top-divider" />
      <Button
        variant="outlined"
        icon={<SendMessage />}
        title={shareHint}
        aria-label={`${t('top.share')}: ${shareHint}`}
        disabled={!focused}
        onClick={() => focused && library.shareColumn(focused)}
      >
        <span className="word">{t('top.share')}</span>
      </Button>
      <Button
        variant="outlined"
        icon={<FolderOpen />}
        title={t('top.openHint')}
        aria-label={t('top.openHint')}
        onClick={chooseFiles}
      >
        <span className="word">{t('top.open')}</span>
      </Button>
      <div className="icon-buttons">
        <LanguageButton language={language} />
        <Button
          variant="minimal"
          icon={isDark ? <Flash /> : <Moon />}
          aria-label={themeText}
          title={themeText}
          onClick={() => settings.change({ theme: isDark ? 'light' : 'dark' })}
        />
        <Button
          variant="minimal"
          icon={<Help />}
          aria-label={t('top.help')}
          title={t('top.help')}
          onClick={() => session.set((current) => ({ ...current, helpOpen: true }))}
        />
      </div>
    </header>
  );
}

/** Each language under its own name. */
function LanguageButton({ language }: { language: TextLanguage }) {
  const { settings } = useServices();
  const { t } = useTexts();
  const nameIn = (one: TextLanguage): string => {
    const name = new Intl.DisplayNames(one, { type: 'language' }).of(one) ?? one;
    return name.charAt(0).toLocaleUpperCase(one) + name.slice(1);
  };
  const menu = (
    <Menu>
      {LANGUAGES.map((one) => (
        <MenuItem
          key={one}
          text={nameIn(one)}
          lang={one}
          active={one === language}
          onClick={() => settings.change({ language: one })}
        />
      ))}
    </Menu>
  );
  return (
    <PopoverNext content={menu} placement="bottom-end" arrow={false}>
      <Button
        variant="minimal"
        icon={<Translate />}
        text={language.toUpperCase()}
        aria-label={`${t('top.language')}: ${language.toUpperCase()}, ${nameIn(language)}`}
        title={t('top.language')}
        data-testid="language"
      />
    </PopoverNext>
  );
}
