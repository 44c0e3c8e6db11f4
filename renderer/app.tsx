/**
 * The whole window: top bar, library, centre, answer, status strip. Which regions stand where is CSS; which exist at
 * this width is decided here. Tested in test/e2e.
 */
import { BlueprintProvider } from '@blueprintjs/core';
import { useEffect, useState, useSyncExternalStore, type ComponentType } from 'react';
import { ChartFigure } from './charts/chart-figure.tsx';
import type { Focus } from './charts/column.ts';
import { charts } from './charts/index.ts';
import { useKeys } from './keys.ts';
import { AnswerPanel } from './panels/answer.tsx';
import { AppraiseView } from './panels/appraise-view.tsx';
import { ClaimsView } from './panels/claims-view.tsx';
import { ExplainView } from './panels/explain-view.tsx';
import { ACCEPTED_FILES, FILE_INPUT_ID, readFiles } from './panels/files.ts';
import { HelpDialog } from './panels/help.tsx';
import { LibraryRail } from './panels/library-rail.tsx';
import { Library } from './panels/library.tsx';
import { MeasureGrid } from './panels/measure-grid.tsx';
import { Origin } from './panels/origin.tsx';
import { useChartColumns, useShownAnswer } from './panels/shown-answer.ts';
import { PackagesView } from './panels/packages-view.tsx';
import { StatusStrip } from './panels/status-strip.tsx';
import { TopBar } from './panels/top-bar.tsx';
import { useIsWide } from './panels/use-size.ts';
import { useServices, useTexts } from './services.ts';
import { resolveTheme } from './state/settings.ts';
import type { View } from './state/session.ts';
import { useStore } from './state/store.ts';

function Pictures() {
  const { dataset, basemap, session } = useServices();
  const { t, language } = useTexts();
  const answered = useShownAnswer();
  const columns = useChartColumns(answered);
  const focus = useStore(session, (state) => state.focus);
  const onFocus = (next: Focus): void => session.set((current) => ({ ...current, focus: next }));
  const shared = { dataset, columns, language, t, focus, onFocus, basemap };
  return (
    <div className="pictures" role="region" aria-label={t('app.mapRegion')} data-region="pictures">
      <ChartFigure chart={charts.map} {...shared} />
      <ChartFigure chart={charts.staircase} {...shared} />
    </div>
  );
}

function CompareView({ isWide, portalClassName }: { isWide: boolean; portalClassName: string }) {
  return (
    <>
      {isWide ? <Library /> : <LibraryRail portalClassName={portalClassName} />}
      <main className="centre">
        <MeasureGrid />
        <Pictures />
      </main>
      <AnswerPanel />
    </>
  );
}

/** Views that take the whole window, by name. */
const singleViews: Readonly<Record<Exclude<View, 'compare'>, ComponentType>> = {
  explain: ExplainView,
  packages: PackagesView,
  appraise: AppraiseView,
  claims: ClaimsView,
};

const darkQuery = '(prefers-color-scheme: dark)';

function subscribeScheme(listener: () => void): () => void {
  const query = window.matchMedia(darkQuery);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

const systemIsDark = (): boolean => window.matchMedia(darkQuery).matches;

/** Files dragged over the window may be dropped anywhere. */
function useDroppedFiles(): boolean {
  const { library } = useServices();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void readFiles([...(event.dataTransfer?.files ?? [])], (name, text) => void library.importFile(name, text));
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [library]);
  return isOver;
}

/** Out of sight; buttons, keys and the system's dialog go through it. */
function FileInput() {
  const { library } = useServices();
  return (
    <input
      id={FILE_INPUT_ID}
      type="file"
      accept={ACCEPTED_FILES}
      multiple
      hidden
      onChange={(event) => {
        const files = [...(event.currentTarget.files ?? [])];
        // The same file may be chosen again.
        event.currentTarget.value = '';
        void readFiles(files, (name, text) => void library.importFile(name, text));
      }}
    />
  );
}

export function App() {
  const { session, settings } = useServices();
  const { t, language } = useTexts();
  const view = useStore(session, (state) => state.view);
  const SingleView = view === 'compare' ? undefined : singleViews[view];
  const themeSetting = useStore(settings.store, (state) => state.theme);
  const isSystemDark = useSyncExternalStore(subscribeScheme, systemIsDark);
  const theme = resolveTheme(themeSetting, isSystemDark);
  const isWide = useIsWide();
  const isDropping = useDroppedFiles();
  useKeys();

  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    root.dataset['theme'] = theme;
    document.body.classList.toggle('bp6-dark', theme === 'dark');
    document.title = t('app.name');
  }, [language, theme, t]);

  const portalClassName = theme === 'dark' ? 'bp6-dark' : '';
  return (
    <BlueprintProvider portalClassName={portalClassName}>
      <div className="window">
        <TopBar theme={theme} />
        <div className={view === 'compare' ? 'window-body' : 'window-body is-single'}>
          {SingleView ? <SingleView /> : <CompareView isWide={isWide} portalClassName={portalClassName} />}
        </div>
        <StatusStrip />
      </div>
      <FileInput />
      <Origin />
      <HelpDialog portalClassName={portalClassName} />
      {isDropping && <div className="drop-target">{t('app.dropHere')}</div>}
    </BlueprintProvider>
  );
}
