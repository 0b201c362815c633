// The question itself: who invites, what their server is, my name where I have none yet, and the one tap that begins.
import { useSignal } from '@preact/signals';
import type { CardView } from '../../engine/port/cards.ts';
import { isIosTab } from '../ios.ts';
import { ChooseLock, useLockChoosing } from '../lock/choose-lock.tsx';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Button } from '../parts/button.tsx';
import { FingerprintArt } from '../parts/fingerprint-art.tsx';
import { focusComposer } from '../parts/focus-composer.ts';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { lazy } from '../parts/lazy.tsx';
import { Lamp, lightWords, Tag } from '../parts/marks.tsx';
import { NotThe } from '../parts/name.tsx';
import { go, invite } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-cards.ts';
import '../words/with-install.ts';
import '../words/with-welcome.ts';
import { isUnseenIn, nameIn, NameField } from '../welcome/name-field.tsx';
import { CloseBar, leave, useEscape } from './invited.tsx';
import { Truth } from './truth.tsx';
import { keyTag } from '../../lib/key-tag.ts';
import { nameOnCard } from './name-on-card.ts';
import { closeInvite } from './step.ts';
import { wayTo } from './use-card.ts';
import { useKey } from './use-key.ts';

const Install = lazy(() => import('../install/install.tsx').then((file) => file.Install));

export function Ask({ card }: { readonly card: CardView }) {
  const model = useModel();
  const words = t.value.cards;
  const person = model.people.one(card.fingerprint).value;
  const name = nameOnCard(model, card);
  const title = name.kind === 'none' ? words.leftTheLightUnnamed : words.leftTheLight(plainName(name));
  const asking = useAsking(card);
  useEscape(() => (asking.isInstalling.peek() ? (asking.isInstalling.value = false) : leave()));
  if (asking.isInstalling.value)
    return <Install invite={invite.value?.text} onClose={() => (asking.isInstalling.value = false)} />;
  return (
    <form class="app first invited" onSubmit={asking.onSubmit}>
      <CloseBar />
      <main class="scroll pad first__in">
        <div class="invited__who">
          <span class="invited__face">
            <span class="av" style={{ '--az': '112px' }}>
              <FingerprintArt fingerprint={card.fingerprint} />
            </span>
          </span>
          <Heading title={title} class="display" focus={!asking.isNaming}>
            {title}
          </Heading>
          <p class="row">
            <Tag tag={name.tag || keyTag(card.fingerprint, 8)} />
            {person !== undefined && person.light !== 'unknown' && (
              <span class={person.light === 'on' ? 'light' : 'light light--off'}>
                <Lamp state={person.light} />
                {lightWords(person)}
              </span>
            )}
          </p>
          <NotThe name={name} />
          <Truth card={card} person={person} name={name} />
        </div>
        {asking.isNaming && <MyName asking={asking} />}
      </main>
      <footer class="pad first__foot">
        <Actions asking={asking} card={card} />
        {asking.needsName && <p class="cap ink-2 center">{words.nothingYet}</p>}
        {asking.canRestore && (
          <p class="small center">
            <button type="button" class="inline-link" onClick={() => go('welcome', 'restore')}>
              {t.value.welcome.restore}
            </button>
          </p>
        )}
      </footer>
    </form>
  );
}

const plainName = (name: ReturnType<typeof nameOnCard>): string =>
  name.kind === 'claim' ? t.value.app.quoted(name.text) : nameText(name);

type Asking = ReturnType<typeof useAsking>;
function useAsking(card: CardView) {
  const model = useModel();
  const words = t.value.cards;
  const me = model.me.value;
  const isTab = isIosTab();
  const mayMake = useSignal(!isTab);
  const key = useKey(mayMake.value);
  const name = useSignal(me?.name || words.firstName);
  const isBusy = useSignal(false);
  const isInstalling = useSignal(false);
  const needsName = (me?.name ?? '') === '';
  const choosing = useLockChoosing();
  const hasLock = me?.lock !== undefined;
  /** Install first, or try here: on an iPhone nothing is made unasked. */
  const isChoosing = isTab && key.state === 'none' && needsName;
  const isReady = !needsName || (!isUnseenIn(name) && (hasLock || choosing.isReady.value));
  const way = wayTo(model, card, model.people.one(card.fingerprint).value);
  const named = async (): Promise<void> => {
    const mine = nameIn(name) || words.firstName;
    const lock = hasLock ? undefined : choosing.choice.peek();
    await (lock === undefined ? model.port.setName(mine) : model.port.createIdentity(mine, lock));
  };
  const accept = async (joins: boolean): Promise<void> => {
    const opened = invite.peek();
    if (opened === undefined) return;
    isBusy.value = true;
    try {
      if (needsName) await named();
      const id = await model.port.acceptCard(opened.text, opened.from);
      // How it goes is seen in the chat: a message can be written meanwhile, and waits.
      if (joins) model.attempt(model.port.connect(card.server));
      closeInvite();
      go('chat', id, 'replace');
      focusComposer();
    } finally {
      isBusy.value = false;
    }
  };
  const start = (joins: boolean): void => {
    if (key.state === 'ready' && isReady && !isBusy.peek()) model.attempt(accept(joins));
  };
  return {
    key,
    name,
    needsName,
    way,
    isBusy,
    isInstalling,
    isReady,
    choosing,
    hasLock,
    isChoosing,
    isNaming: needsName && !isChoosing,
    /** As long as nothing but a new key would give way to the one in the file. */
    canRestore: needsName && model.identity.value.phase !== 'ready' && model.servers.value.length === 0,
    tryHere: () => (mayMake.value = true),
    start,
    onSubmit: (event: Event) => {
      event.preventDefault();
      start(way !== 'here');
    },
  };
}

function Actions({ asking, card }: { readonly asking: Asking; readonly card: CardView }) {
  const words = t.value.cards;
  const { key, isBusy, isReady, way } = asking;
  if (asking.isChoosing)
    return (
      <>
        <p class="small ink-2 bal">{words.tryNowHelp}</p>
        <Button tone="primary" size="l" block onClick={() => (asking.isInstalling.value = true)}>
          {words.installFirst}
        </Button>
        <Button tone="plain" block onClick={asking.tryHere}>
          {t.value.install.tryNow}
        </Button>
      </>
    );
  if (key.state === 'failed')
    return (
      <Button tone="primary" size="l" block onClick={key.make}>
        {t.value.app.tryAgain}
      </Button>
    );
  const isWaiting = isBusy.value || key.state !== 'ready';
  return (
    <>
      {way === 'move' && <p class="small ink-2 bal">{words.stayHelp}</p>}
      <Button tone="primary" size="l" type="submit" block disabled={!isReady} busy={isWaiting}>
        {way === 'move' ? words.moveThere(card.server.address) : words.sayHello}
      </Button>
      {way === 'move' && (
        <Button tone="plain" block disabled={!isReady} onClick={() => asking.start(false)}>
          {words.stayHere}
        </Button>
      )}
    </>
  );
}

/** The name, a lock for who wants one, and how far the key is. */
function MyName({ asking }: { readonly asking: Asking }) {
  const words = t.value.cards;
  const { choosing, hasLock, name } = asking;
  const { state } = asking.key;
  return (
    <>
      <div>
        <NameField name={name} isPrivate={hasLock || choosing.isOpen.value} isProposed />
        <p class={state === 'failed' ? 'hint rose row' : 'hint row'} role="status">
          {state === 'ready' && <Icon name="check" size={16} />}
          {state === 'making' && <span class="spin" />}
          {state === 'ready' && words.keyReady}
          {state === 'making' && words.keyMaking}
          {state === 'failed' && words.keyFailed}
        </p>
      </div>
      <ChooseLock choosing={choosing} isLocked={hasLock} isNewKey />
    </>
  );
}
