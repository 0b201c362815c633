// What the banner says: storage, network, connection, an update.
import { useEffect, useState } from 'preact/hooks';
import type { ConnectionView } from '../engine/port/connection.ts';
import { isKeyElsewhere } from './banners.tsx';
import { useModel } from './model/context.ts';
import { Banner } from './parts/banner.tsx';
import { Button } from './parts/button.tsx';
import './parts/more-shapes.ts';
import { useLate } from './parts/skeleton.tsx';
import { ELSEWHERE, linkTo } from './route.ts';
import { UpdateSheet } from './update-sheet.tsx';
import { t } from './words/words.ts';
import './words/with-banners.ts';

export function TopBanner() {
  const model = useModel();
  const { connection, storageProblem, app } = model;
  const now = connection.value;
  if (storageProblem.value !== undefined) return <StorageBanner problem={storageProblem.value} />;
  if (now.phase === 'offline') return <OfflineBanner />;
  if (now.phase === 'waiting' || (now.phase === 'connecting' && now.again))
    return <AgainBanner connection={now} />;
  if (now.phase === 'stopped' || now.phase === 'none') return <StoppedBanner />;
  if (isKeyElsewhere(model)) return <ElsewhereBanner />;
  return app.updateReady.value ? <UpdateBanner /> : undefined;
}

/** Somebody else's light by my key is as urgent as a look-alike. */
function ElsewhereBanner() {
  const words = t.value.banners;
  const look = (
    <Button tone="line" size="s" href={linkTo('verify', ELSEWHERE)}>
      {t.value.app.look}
    </Button>
  );
  return (
    <Banner tone="lamp" icon="alert" title={words.keyElsewhere} action={look}>
      {words.keyElsewhereHelp}
    </Banner>
  );
}

function StorageBanner({ problem }: { readonly problem: 'full' | 'read-only' | 'reload-needed' }) {
  const words = t.value.banners;
  if (problem === 'full')
    return (
      <Banner tone="rose" icon="disk" title={words.storageFull}>
        {words.storageFullHelp}
      </Banner>
    );
  const isUpdate = problem === 'reload-needed';
  const reload = (
    <Button tone="line" size="s" onClick={() => location.reload()}>
      {t.value.app.reload}
    </Button>
  );
  return (
    <Banner tone="rose" icon="disk" title={isUpdate ? words.reloadNeeded : words.readOnly} action={reload}>
      {isUpdate ? words.reloadNeededHelp : words.readOnlyHelp}
    </Banner>
  );
}

function OfflineBanner() {
  const words = t.value.banners;
  return (
    <Banner icon="offline" title={t.value.app.noNetwork}>
      {words.keepWriting(useWaiting())}
    </Banner>
  );
}

/** Chats whose last message has not left this device. */
function useWaiting(): number {
  const { conversations } = useModel();
  let waiting = 0;
  for (const { last } of conversations.value.values()) if (last?.state?.kind === 'queued') waiting += 1;
  return waiting;
}

type Again = Extract<ConnectionView, { phase: 'waiting' | 'connecting' }>;
function AgainBanner({ connection }: { readonly connection: Again }) {
  const words = t.value.banners;
  const model = useModel();
  const seconds = useSecondsUntil(connection.phase === 'waiting' ? connection.retryAt : 0);
  // Most interruptions are over before anybody need hear of them.
  if (!useLate(2000)) return undefined;
  const now = (
    <Button tone="line" size="s" onClick={() => model.attempt(model.port.connect(connection.server))}>
      {words.tryNow}
    </Button>
  );
  const title = connection.problem === 'neighbour-down' ? words.neighbourDown : words.lightingUp;
  return (
    <Banner tone="lamp" title={title} action={connection.phase === 'waiting' ? now : undefined}>
      <span aria-hidden="true">{seconds > 0 ? words.nextTry(seconds) : words.trying}</span>
    </Banner>
  );
}

function useSecondsUntil(at: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (at === 0) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [at]);
  return Math.max(0, Math.ceil((at - now) / 1000));
}

function StoppedBanner() {
  const words = t.value.banners;
  const connect = (
    <Button tone="line" size="s" href={linkTo('connect')}>
      {t.value.app.connect}
    </Button>
  );
  return (
    <Banner tone="lamp" icon="lamp" title={words.notConnected} action={connect}>
      {words.notConnectedHelp}
    </Banner>
  );
}

function UpdateBanner() {
  const words = t.value.banners;
  const [isOpen, setOpen] = useState(false);
  const look = (
    <Button tone="line" size="s" onClick={() => setOpen(true)}>
      {t.value.app.look}
    </Button>
  );
  return (
    <>
      <Banner tone="dusk" icon="download" title={words.updateReady} action={look}>
        {words.updateHelp}
      </Banner>
      {isOpen && <UpdateSheet onClose={() => setOpen(false)} />}
    </>
  );
}
