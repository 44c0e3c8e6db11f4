/**
 * The window's entry: connects to the program, starts, draws. Order matters: the validator must be told first that the
 * content security policy forbids making functions from texts.
 */
import './jitless.ts';
import type { Topology } from 'topojson-specification';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createClient } from '../shared/api/rpc.ts';
import { createTexts, translatorOf } from '../shared/text/index.ts';
import { App } from './app.tsx';
import { FaultBoundary, StartFailure } from './fault.tsx';
import { createMessages } from './messages.tsx';
import { ServicesContext, type Services } from './services.ts';
import { start } from './start.ts';
import workerAddress from './study/worker.ts?worker&url';
import type { WorkerAnswer } from './study/protocol.ts';
import { connect } from './transport.ts';
import { startWorker } from './trusted-worker.ts';
import './styles/index.css';

/** Says how the program ended, so that the next start knows whether drafts must come back. */
function endOnLeaving({ autosave, client }: Services): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void autosave.flush();
  });
  window.addEventListener('pagehide', () => {
    // With something unsaved the end is not clean: the drafts bring it back.
    if (!autosave.hasUnsaved()) void client('study.end', {});
  });
}

async function main(): Promise<void> {
  const element = document.getElementById('root');
  if (!element) return;
  const root = createRoot(element);
  const texts = createTexts('en');
  const t = translatorOf(texts);
  root.render(<p className="start-page muted">{t('app.starting')}</p>);
  const { transport, onEvent } = connect();
  const result = await start({
    client: createClient(transport),
    texts,
    makeWorker: () => {
      const worker = startWorker(workerAddress);
      return {
        postMessage: (question) => worker.postMessage(question),
        addEventListener: (_type, listener) =>
          worker.addEventListener('message', (event: MessageEvent<WorkerAnswer>) => listener(event)),
        terminate: () => worker.terminate(),
      };
    },
    loadBasemap: async () => (await import('../scenarios/baseline/basemap.json')).default as unknown as Topology,
    tell: createMessages(),
  });
  if (!result.ok) {
    root.render(<StartFailure title={t('app.cannotStart')} message={result.error.message} t={t} />);
    return;
  }
  const services = result.value;
  endOnLeaving(services);
  onEvent((event) => {
    if (event.result.ok) void services.library.show(event.result.value);
    else services.library.refuse(event.result.error.message);
  });
  root.render(
    <I18nextProvider i18n={texts}>
      <FaultBoundary t={t}>
        <ServicesContext value={services}>
          <App />
        </ServicesContext>
      </FaultBoundary>
    </I18nextProvider>,
  );
}

void main();
