/**
 * The status strip: saved or not, what the figures rest on, and whether the reference is being held up.
 */
import { Button, ProgressBar } from '@blueprintjs/core';
import { assertNever } from '../../shared/base/issue.ts';
import { useDocument, useServices, useTexts } from '../services.ts';
import { useStore } from '../state/store.ts';
import { valueOfTimeOf } from '../study/market-question.ts';

function SaveStatus() {
  const { autosave, document, library } = useServices();
  const { t, language } = useTexts();
  const status = useStore(autosave.status, (state) => state);
  switch (status.kind) {
    case 'idle':
      return <span>{t('status.shipped')}</span>;
    case 'saving':
      return <span>{t('status.saving')}</span>;
    case 'saved': {
      const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
        status.at,
      );
      return <span>{t('status.saved', { time })}</span>;
    }
    case 'failed':
      return (
        <span className="failed" role="alert">
          {t('status.unsaved', { message: status.message })}{' '}
          <button
            type="button"
            className="link-button"
            onClick={() => {
              const files = autosave.files.get();
              for (const column of document.store.get().present.columns)
                if (files[column.key]?.saved !== column.document) library.shareColumn(column);
            }}
          >
            {t('status.saveElsewhere')}
          </button>
        </span>
      );
    default:
      return assertNever(status);
  }
}

/** What is being worked on, how far it is, and a way to stop it. */
function LongWorkStatus() {
  const { longWork } = useServices();
  const { t, language } = useTexts();
  const running = useStore(longWork.running, (state) => state);
  if (!running) return null;
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(running.part);
  return (
    <span className="long-work">
      <span>{t(`status.working.${running.name}`, { percent })}</span>
      <ProgressBar
        value={running.part}
        animate={false}
        stripes={false}
        aria-label={t(`status.working.${running.name}`, { percent })}
      />
      <Button variant="minimal" size="small" onClick={longWork.cancel}>
        {t('status.cancel')}
      </Button>
    </span>
  );
}

export function StatusStrip() {
  const { dataset, info, session } = useServices();
  const { t } = useTexts();
  const market = useDocument((state) => state.market);
  const year = useDocument((state) => state.year);
  const isHeld = useStore(session, (state) => state.referenceHeld);
  const said = useStore(session, (state) => state.said);
  const cargo = t(`cargo.${valueOfTimeOf(dataset, market)}`);
  return (
    <footer className="status-strip">
      <SaveStatus />
      <span>
        {t('status.basis', {
          cargo: cargo.charAt(0).toUpperCase() + cargo.slice(1),
          year: String(year),
          dataset: dataset.digest.slice(0, 4),
          engine: info.engineVersion,
        })}
      </span>
      <LongWorkStatus />
      {isHeld && <span className="held">{t('status.reference')}</span>}
      <span className="sr-only" role="status" aria-live="polite" data-testid="said">
        {said}
      </span>
    </footer>
  );
}
