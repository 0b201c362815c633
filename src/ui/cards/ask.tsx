// The question itself: who invites, what their server is, my name where I have none yet, and the one tap that begins.
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CardView } from '../../engine/port/cards.ts';
import { cleanClaimedName } from '../../lib/clean-name.ts';
import { isIosTab } from '../ios.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Button } from '../parts/button.tsx';
import { FingerprintArt } from '../parts/fingerprint-art.tsx';
import { focusComposer } from '../parts/focus-composer.ts';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { lazy } from '../parts/lazy.tsx';
import { Lamp, lightWords, Tag } from '../parts/marks.tsx';
import { NAME_LENGTH } from '../parts/name-dialog.tsx';
import { NotThe } from '../parts/name.tsx';
import { go, invite } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-cards.ts';
import '../words/with-welcome.ts';
import { CloseBar, useEscape } from './invited.tsx';
import { closeInvite } from './close-invite.ts';
import { Truth } from './truth.tsx';
import { keyTag } from '../../lib/key-tag.ts';
import { nameOnCard } from './name-on-card.ts';
import { wayTo } from './use-card.ts';
import { type NewKey, useKey } from './use-key.ts';

const Install = lazy(() => import('../install/install.tsx').then((file) => file.Install));

export function Ask({ card }: { readonly card: CardView }) {
  const model = useModel();
  const words = t.value.cards;
  const person = model.people.one(card.fingerprint).value;
  const name = nameOnCard(model, card);
  const title = name.kind === 'none' ? words.leftTheLightUnnamed : words.leftTheLight(plainName(name));
  const asking = useAsking(card);
  useEscape();
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
          <Heading title={title} class="display" focus={false}>
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
        {asking.needsName && !asking.isChoosing && <MyName name={asking.name} keyState={asking.key.state} />}
      </main>
      <footer class="pad first__foot">
        <Actions asking={asking} card={card} />
        {asking.needsName && <p class="cap ink-2 center">{words.nothingYet}</p>}
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
  const way = wayTo(model, card, model.people.one(card.fingerprint).value);
  const accept = async (joins: boolean): Promise<void> => {
    const opened = invite.peek();
    if (opened === undefined) return;
    isBusy.value = true;
    try {
      if (needsName) await model.port.setName(cleanClaimedName(name.peek()) || words.firstName);
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
    if (key.state === 'ready' && !isBusy.peek()) model.attempt(accept(joins));
  };
  return {
    key,
    name,
    needsName,
    way,
    isBusy,
    isInstalling,
    /** Install first, or try here: on an iPhone nothing is made unasked. */
    isChoosing: isTab && key.state === 'none' && needsName,
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
  const { key, isBusy, way } = asking;
  if (asking.isChoosing)
    return (
      <>
        <p class="small ink-2 bal">{words.tryNowHelp}</p>
        <Button tone="primary" size="l" block onClick={() => (asking.isInstalling.value = true)}>
          {words.installFirst}
        </Button>
        <Button tone="plain" block onClick={asking.tryHere}>
          {words.tryNow}
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
      <Button tone="primary" size="l" type="submit" block busy={isWaiting}>
        {way === 'move' ? words.moveThere(card.server.address) : words.sayHello}
      </Button>
      {way === 'move' && (
        <Button tone="plain" block onClick={() => asking.start(false)}>
          {words.stayHere}
        </Button>
      )}
    </>
  );
}

interface MyNameProps {
  readonly name: Signal<string>;
  readonly keyState: NewKey['state'];
}
/** A name is proposed, and marked, so that typing replaces it. */
function MyName({ name, keyState }: MyNameProps) {
  const words = t.value.cards;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  return (
    <div>
      <label class="label" for="own-name">
        {t.value.welcome.yourName}
      </label>
      <input
        ref={field}
        class="input"
        id="own-name"
        value={name.value}
        autocomplete="nickname"
        aria-describedby="own-key"
        maxLength={NAME_LENGTH}
        dir="auto"
        onInput={(event) => (name.value = event.currentTarget.value)}
      />
      <p class={keyState === 'failed' ? 'hint rose row' : 'hint row'} id="own-key" role="status">
        {keyState === 'ready' && <Icon name="check" size={16} />}
        {keyState === 'making' && <span class="spin" />}
        {keyState === 'ready' && words.keyReady}
        {keyState === 'making' && words.keyMaking}
        {keyState === 'failed' && words.keyFailed}
      </p>
    </div>
  );
}
