// Composition root of the page: the only file that sees every room. Starts the engine's worker, the service worker, the UI.
import { signal } from '@preact/signals';
import { render } from 'preact';
// oxlint-disable-next-line import/default -- made by vite
import engineUrl from './engine/engine.worker.ts?worker&url';
import { type EngineApi, type EngineEvent, type EnginePort, INTENTS } from './engine/port.ts';
import { callerOf, channelOf } from './lib/port.ts';
import { trustedUrlMaker } from './lib/trusted-url.ts';
import { serviceWorkerUrl } from './pwa/address.ts';
import type { Pwa } from './pwa/register.ts';
import { App } from './ui/app.tsx';
import { createModel, type Model } from './ui/model/model.ts';
import { startRouting } from './ui/route.ts';
import './ui/style/tokens.css';
import './ui/style/porchlight.css';
import './ui/style/views.css';
import './ui/style/look.css';
import { applyLastLook } from './ui/theme.ts';
import { speak, t } from './ui/words/words.ts';

const trusted = trustedUrlMaker([engineUrl, serviceWorkerUrl()]);

/** The engine in its worker; `onDead` when the worker could not even be loaded. */
function startEngine(onDead: () => void): EnginePort {
  const worker = new Worker(trusted(engineUrl), { type: 'module' });
  worker.addEventListener('error', onDead);
  const remote = callerOf<EngineApi, EngineEvent>(channelOf(worker), INTENTS);
  return { ...remote.api, onEvent: (listener) => remote.onEvent(listener) };
}

/** The engine looks after its connection at once when the page wakes, instead of at its next heartbeat. */
function tellOfWakes({ port }: Model): void {
  const wake = (why: Parameters<EngineApi['wake']>[0]) => (): void =>
    void port.wake(why).catch(() => undefined);
  addEventListener('online', wake('online'));
  addEventListener('offline', wake('offline'));
  addEventListener('pageshow', wake('pageshow'));
  document.addEventListener('resume', wake('pageshow'));
  document.addEventListener('visibilitychange', () => wake(document.hidden ? 'hidden' : 'visible')());
}

/**
 * Only in a build: the dev server has no service worker. Undefined: its part did not load (no network at a first visit,
 * an update under way), then the page works on as a page.
 */
async function startPwa(beforeReload: () => Promise<void>): Promise<Pwa | undefined> {
  if (!import.meta.env.PROD) return undefined;
  const part = await import('./pwa/register.ts').catch(() => undefined);
  return part?.createPwa({ scriptUrl: trusted(serviceWorkerUrl()), beforeReload });
}

/** `?pseudo`: the made-up right-to-left language, to see what translation will do to a screen. */
async function speakPseudo(): Promise<void> {
  const [{ pseudo }, { en }] = await Promise.all([
    import('./ui/words/pseudo.ts'),
    import('./ui/words/en.ts'),
  ]);
  speak(pseudo(en));
}

function start(root: Element): void {
  applyLastLook();
  const pwa = startPwa(() => model.leave());
  const updateReady = signal(false);
  void pwa.then((part) => part?.onChange(({ update }) => (updateReady.value = update === 'ready')));
  const onDead = (): void => {
    const reload = { label: t.peek().app.reload, run: () => location.reload() };
    model.toasts.show(t.peek().app.partMissing, { tone: 'rose', icon: 'alert', action: reload });
  };
  const model: Model = createModel(startEngine(onDead), {
    updateReady,
    update: async () => (await pwa)?.applyUpdate(),
    version: __BUILD_ID__,
  });
  startRouting();
  if (new URLSearchParams(location.search).has('pseudo')) model.attempt(speakPseudo());
  render(<App model={model} />, root);
  model.attempt(model.start());
  tellOfWakes(model);
}

const root = document.querySelector('#app');
if (root !== null) start(root);
