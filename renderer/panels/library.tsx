/**
 * The scenario library: what is compared with its letters, then everything else; search, filter, new, and per scenario
 * the things to do with it. Tested in test/dom/library.test.tsx.
 */
import { Button, InputGroup, NonIdealState } from '@blueprintjs/core';
import { Import, Plus, Search } from '@blueprintjs/icons';
import { useMemo, useState } from 'react';
import type { LibraryEntry } from '../../shared/api/contract.ts';
import { useDocument, useServices, useTexts } from '../services.ts';
import { letterAt } from '../state/document.ts';
import { useStore } from '../state/store.ts';
import { useScenarioTitle } from '../words/scenario-title.ts';
import { LibraryItem, type LibraryLine } from './library-item.tsx';
import { chooseFiles } from './files.ts';

type Filter = 'all' | 'mine' | 'received';
const FILTERS: readonly Filter[] = ['all', 'mine', 'received'];

const passes = (filter: Filter, entry: LibraryEntry): boolean =>
  filter === 'all' || (filter === 'mine' ? entry.kind === 'own' : entry.kind === 'recent');

export function Library() {
  const { library, autosave } = useServices();
  const { t, language } = useTexts();
  const titleOf = useScenarioTitle();
  const entries = useStore(library.entries, (all) => all);
  const files = useStore(autosave.files, (all) => all);
  const columns = useDocument((state) => state.columns);
  const reference = useDocument((state) => state.reference);
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<Filter>('all');

  const compared = columns.map((column, index): LibraryLine => {
    const handle = files[column.key]?.handle;
    const { scenario } = column.document;
    const entry = entries.find((one) => one.handle === handle);
    return {
      key: column.key,
      letter: letterAt(index),
      isReference: column.key === reference,
      title: titleOf(scenario.title),
      measureCount: Object.keys(scenario.measures).length,
      shockCount: Object.keys(scenario.shocks).length,
      ...(entry ? { entry } : {}),
    };
  });
  const rest = useMemo(() => {
    const handles = new Set(columns.map((column) => files[column.key]?.handle));
    const wanted = search.trim().toLocaleLowerCase(language);
    const collator = new Intl.Collator(language);
    return entries
      .filter((entry) => !handles.has(entry.handle) && passes(filter, entry))
      .map((entry) => ({ entry, title: titleOf(entry.title) }))
      .filter(({ entry, title }) =>
        [title, ...entry.tags].some((text) => text.toLocaleLowerCase(language).includes(wanted)),
      )
      .sort((a, b) => collator.compare(a.title, b.title));
  }, [entries, columns, files, search, filter, language, titleOf]);

  const empty = search.trim()
    ? { title: t('library.emptySearch'), hint: t('library.emptySearchHint', { search: search.trim() }) }
    : { title: t('library.empty'), hint: t(filter === 'received' ? 'library.emptyReceived' : 'library.emptyMine') };

  return (
    <nav className="library" aria-label={t('app.libraryRegion')} data-region="library" tabIndex={-1}>
      <div className="library-head">
        <h2 className="panel-title">{t('library.title')}</h2>
        <Button
          variant="minimal"
          size="small"
          icon={<Plus />}
          text={t('library.new')}
          onClick={() => void library.create()}
        />
      </div>
      <div className="library-search">
        <InputGroup
          leftElement={<Search className="bp6-icon" />}
          type="search"
          value={search}
          placeholder={t('library.search')}
          aria-label={t('library.search')}
          data-search="library"
          onValueChange={setSearch}
        />
      </div>
      <div className="library-filter" role="group" aria-label={t('library.filter')}>
        {FILTERS.map((one) => (
          <button
            key={one}
            type="button"
            className="filter-tag"
            aria-pressed={one === filter}
            onClick={() => setFilter(one)}
          >
            {t(`library.${one}`)}
          </button>
        ))}
      </div>
      <h3 className="library-group">{t('library.compared', { count: compared.length })}</h3>
      <ul className="library-list">
        {compared.map((line) => (
          <LibraryItem key={line.key} line={line} onTick={() => line.key && library.takeOut(line.key)} />
        ))}
      </ul>
      <h3 className="library-group">{t('library.rest')}</h3>
      {rest.length === 0 ? (
        <NonIdealState title={empty.title} description={empty.hint} layout="vertical" />
      ) : (
        <ul className="library-list">
          {rest.map(({ entry, title }) => (
            <LibraryItem
              key={entry.handle}
              line={{
                entry,
                title,
                measureCount: entry.measureCount,
                shockCount: entry.shockCount,
                isReference: false,
              }}
              onTick={() => void library.compare(entry)}
            />
          ))}
        </ul>
      )}
      <button type="button" className="library-drop" onClick={chooseFiles}>
        <Import /> {t('library.drop')}
      </button>
    </nav>
  );
}
