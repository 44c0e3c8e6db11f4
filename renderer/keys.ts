/**
 * The keys of the window (WINDOW.md 5). Single keys are off in text fields, and where the person switched them off.
 * Tested in test/dom/keys.test.tsx.
 */
import { useEffect } from 'react';
import { chooseFiles } from './panels/files.ts';
import { VIEWS } from './panels/top-bar.tsx';
import { translatorOf } from '../shared/text/index.ts';
import { useTranslation } from 'react-i18next';
import { useServices, type Services } from './services.ts';
import { LETTERS, setYear } from './state/document.ts';

const REGIONS = [
  'top',
  'library',
  'grid',
  'pictures',
  'answer',
  'explain',
  'frontier',
  'targets',
  'regret',
  'appraise',
  'claims',
] as const;

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)));

/** F6 walks from region to region, Shift F6 back. */
function focusNextRegion(step: 1 | -1): void {
  const regions = REGIONS.flatMap((name) => [...document.querySelectorAll<HTMLElement>(`[data-region="${name}"]`)]);
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(here + step + regions.length) % regions.length];
  const stop = next?.querySelector<HTMLElement>('button:not([tabindex="-1"]), input, [tabindex="0"]');
  (stop ?? next)?.focus();
}

type Action = (services: Services, event: KeyboardEvent, changeYear: (step: number) => void) => void;

const WITH_CONTROL: Readonly<Record<string, Action>> = {
  z: ({ document: history }, event) => (event.shiftKey ? history.redo() : history.undo()),
  y: ({ document: history }) => history.redo(),
  o: () => chooseFiles(),
  s: ({ library, document: history, session }) => {
    const { columns, reference } = history.store.get().present;
    const { columnLetter } = session.get().focus;
    const focused =
      columns.find((_, index) => LETTERS[index] === columnLetter) ??
      columns.find((column) => column.key !== reference) ??
      columns[0];
    if (focused) library.shareColumn(focused);
  },
};

const SINGLE: Readonly<Record<string, Action>> = {
  '[': (_services, _event, changeYear) => changeYear(-1),
  ']': (_services, _event, changeYear) => changeYear(1),
  '?': ({ session }) => session.set((current) => ({ ...current, helpOpen: true })),
  '/': ({ session }) => {
    session.set((current) => ({ ...current, drawerOpen: true }));
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-search="library"]')?.focus());
  },
};

function onKey(services: Services, event: KeyboardEvent, changeYear: (step: number) => void): void {
  const { session, settings } = services;
  if (event.key === 'F6') {
    focusNextRegion(event.shiftKey ? -1 : 1);
    event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey) {
    const view = VIEWS[Number(event.key) - 1];
    const act = WITH_CONTROL[event.key.toLowerCase()];
    if (view) session.set((current) => ({ ...current, view }));
    // A text field has its own undo.
    else if (act && !(isTextField(event.target) && ['z', 'y'].includes(event.key.toLowerCase())))
      act(services, event, changeYear);
    else return;
    event.preventDefault();
    return;
  }
  if (event.key === 'Escape') {
    session.set(({ origin: _origin, ...current }) => ({ ...current, focus: { pinned: false } }));
    return;
  }
  if (event.altKey || isTextField(event.target) || !settings.store.get().singleKeys) return;
  if (event.code === 'KeyR') {
    session.set((current) => (current.referenceHeld ? current : { ...current, referenceHeld: true }));
    return;
  }
  const letter = LETTERS[Number(event.key) - 1];
  if (letter && services.document.store.get().present.columns[Number(event.key) - 1]) {
    session.set((current) => ({
      ...current,
      focus:
        current.focus.pinned && current.focus.columnLetter === letter
          ? { pinned: false }
          : { columnLetter: letter, pinned: true },
    }));
    return;
  }
  const act = SINGLE[event.key];
  if (!act) return;
  act(services, event, changeYear);
  event.preventDefault();
}

export function useKeys(): void {
  const services = useServices();
  const { i18n } = useTranslation();
  useEffect(() => {
    const { document: history, session } = services;
    const changeYear = (step: number): void => {
      const year = history.store.get().present.year + step;
      history.change(translatorOf(i18n)('change.year', { year: String(year) }), setYear(year), 'year');
    };
    const letGo = (): void =>
      session.set((current) => (current.referenceHeld ? { ...current, referenceHeld: false } : current));
    const down = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented) onKey(services, event, changeYear);
    };
    const up = (event: KeyboardEvent): void => {
      if (event.code === 'KeyR') letGo();
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', letGo);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', letGo);
    };
  }, [services, i18n]);
}
