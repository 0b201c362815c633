// Composition root of the page: the only file that sees every room. Starts the engine's worker, the service worker, the UI.
import { type Signal, signal } from '@preact/signals';
import { render } from 'preact';
// oxlint-disable-next-line import/default -- made by vite
import engineUrl from './engine/engine.worker.ts?worker&url';
import { type EngineApi, type EngineEvent, type EnginePort, INTENTS } from './engine/port.ts';
import { callerOf, channelOf } from './lib/port.ts';
import { trustedUrlMaker } from './lib/trusted-url.ts';
import { serviceWorkerUrl } from './pwa/address.ts';
import type { NoticePermission, Notices } from './pwa/notices.ts';
import type { Pwa } from './pwa/register.ts';
import { App } from './ui/app.tsx';
import { createModel, type Model } from './ui/model/model.ts';
import { go, readRoute, startRouting } from './ui/route.ts';
import './ui/style/tokens.css';
import './ui/style/porchlight.css';
import './ui/style/views.css';
import './ui/style/look.css';
import { applyLastLook } from './ui/theme.ts';
import { whenIdle } from './ui/when-idle.ts';
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

/**
 * Notifications and the count on the icon, once the page is idle. What does not load is not shown; the next start tries
 * again. Without a service worker (the dev server) there are none.
 */
async function startNotices(
  model: Model,
  permission: Signal<NoticePermission>,
): Promise<Notices | undefined> {
  if (!import.meta.env.PROD) return undefined;
  const parts = Promise.all([import('./pwa/notices.ts'), import('./ui/noticing.ts')]);
  const [pwa, ui] = await parts.catch(() => [undefined, undefined] as const);
  if (pwa === undefined || ui === undefined) return undefined;
  const notices = pwa.createNotices((hash) => {
    const { name, arg } = readRoute(hash);
    go(name, arg);
  });
  permission.value = notices.permission();
  ui.watchNews(model, notices);
  return notices;
}

/** What does not load is not watched; the next start tries again. */
function startWatch(model: Model): void {
  import('./ui/watch.ts').then(
    (part) => part.watch(model),
    () => undefined,
  );
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
  const permission = signal<NoticePermission>('missing');
  let notices: Promise<Notices | undefined> | undefined;
  const model: Model = createModel(startEngine(onDead), {
    updateReady,
    update: async () => (await pwa)?.applyUpdate(),
    version: __BUILD_ID__,
    notices: {
      permission,
      async ask() {
        permission.value = (await (await notices)?.ask()) ?? 'missing';
      },
      test: (title, body) =>
        void notices?.then((board) =>
          board?.show({
            tag: 'test',
            title,
            body,
            at: Date.now(),
            hash: '#/you/notifications',
            always: true,
          }),
        ),
    },
  });
  startRouting();
  if (new URLSearchParams(location.search).has('pseudo')) model.attempt(speakPseudo());
  render(<App model={model} />, root);
  const started = model.start();
  model.attempt(started);
  // What was unread before is no news.
  void started.then(
    () =>
      whenIdle(() => {
        notices = startNotices(model, permission);
        startWatch(model);
      }),
    () => undefined,
  );
  tellOfWakes(model);
}

const root = document.querySelector('#app');
if (root !== null) start(root);
