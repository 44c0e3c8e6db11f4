/** Nothing is ever lost: drafts at once, files after an idle, own copies of shipped scenarios, refusals told. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { removeColumn, setYear, toggleMeasure } from '../../renderer/state/document.ts';
import type { ProcedureName } from '../../shared/api/contract.ts';
import { createMemoryProgram, openWindow, type Call, type MemoryProgram } from '../support/window.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function callsTo<N extends ProcedureName>(program: MemoryProgram, name: N) {
  return program.calls.filter((call): call is Extract<Call, { name: N }> => call.name === name);
}

async function openRailway() {
  const opened = await openWindow();
  const { columns } = opened.services.document.store.get().present;
  const key = columns[1]?.key ?? '';
  return {
    ...opened,
    key,
    toggle: () => opened.services.document.change('on', toggleMeasure(key, 'M_CUSTOMS', 'measure')),
  };
}

it('keeps a change as a draft at once, before any file is written', async () => {
  const { program, toggle } = await openRailway();
  toggle();
  await vi.advanceTimersByTimeAsync(0);
  const [draft] = callsTo(program, 'study.write').at(-1)?.input.drafts ?? [];
  expect(draft?.handle).toBe('2-railway.corridor');
  expect(draft?.document.scenario.measures['M_CUSTOMS']).toEqual({ strength: 'mid' });
  expect(callsTo(program, 'library.create')).toHaveLength(0);
});

it('saves a changed shipped scenario as an own copy and keeps the column', async () => {
  const { program, services, key, toggle } = await openRailway();
  toggle();
  await vi.advanceTimersByTimeAsync(1_000);
  const [created] = callsTo(program, 'library.create');
  expect(created?.input.document.lineage.ancestor?.measures).toEqual({ M_CKU: { strength: 'mid' } });
  expect(created?.input.document.lineage.documentId).not.toBe('shipped-2-railway');
  expect(services.document.store.get().present.columns[1]?.key).toBe(key);
  expect(services.autosave.status.get().kind).toBe('saved');
  // The next change goes into that copy.
  services.document.change('off', toggleMeasure(key, 'M_CUSTOMS', 'measure'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(callsTo(program, 'library.create')).toHaveLength(1);
  expect(callsTo(program, 'library.save').at(-1)?.input.handle).toBe(services.autosave.files.get()[key]?.handle);
  expect(callsTo(program, 'study.write').at(-1)?.input.drafts).toEqual([]);
});

it('makes no copy of a shipped scenario that was changed and changed back', async () => {
  const { program, services, toggle } = await openRailway();
  toggle();
  services.document.undo();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(callsTo(program, 'library.create')).toHaveLength(0);
  expect(services.autosave.hasUnsaved()).toBe(false);
});

it('tells why a save was refused, keeps the change, and saves it with the next one', async () => {
  const { program, services, toggle } = await openRailway();
  program.refusals.set('library.create', 'The disk is full.');
  toggle();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(services.autosave.status.get()).toEqual({ kind: 'failed', message: 'The disk is full.' });
  expect(services.autosave.hasUnsaved()).toBe(true);
  expect(callsTo(program, 'study.write').at(-1)?.input.drafts).toHaveLength(1);

  program.refusals.clear();
  services.document.change('year', setYear(2036));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(services.autosave.hasUnsaved()).toBe(false);
});

it('saves a scenario that leaves the comparison before its idle is over', async () => {
  const { program, services, key, toggle } = await openRailway();
  toggle();
  services.document.change('out', removeColumn(key));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(callsTo(program, 'library.create')).toHaveLength(1);
});

it('brings drafts back after an unclean end, says so, and saves them', async () => {
  const program = createMemoryProgram();
  const railway = program.documents.get('2-railway.corridor')?.document;
  if (!railway) throw new Error('no railway');
  const scenario = {
    ...railway.scenario,
    measures: { ...railway.scenario.measures, M_BEDEL: { strength: 'high' as const } },
  };
  program.lastStudy = {
    endedCleanly: false,
    study: {
      columns: ['1-reference.corridor', '2-railway.corridor'],
      market: { kind: 'market', id: 'MK_KAS_MOS' },
      year: 2040,
    },
    drafts: [{ handle: '2-railway.corridor', document: { ...railway, scenario } }],
  };
  const { services, messages } = await openWindow(program);
  const { present } = services.document.store.get();
  expect(present.columns[1]?.document.scenario.measures['M_BEDEL']).toEqual({ strength: 'high' });
  expect([present.year, present.market]).toEqual([2040, { kind: 'market', id: 'MK_KAS_MOS' }]);
  expect(messages.map(({ text }) => text)).toEqual([
    'The program ended without closing last time. Your unsaved changes are back.',
  ]);
  await vi.advanceTimersByTimeAsync(0);
  expect(callsTo(program, 'library.create')).toHaveLength(1);
});
