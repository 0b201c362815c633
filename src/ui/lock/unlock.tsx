// The locked app: whose it is, and the ways in. Nothing else is known here, and nothing comes in.
import '../style/forms.css';
import './lock.css';
import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { IdentityView } from '../../engine/port/identity.ts';
import type { PasskeyRef, UnlockResult } from '../../engine/port/lock.ts';
import { keyTag } from '../../lib/key-tag.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { FingerprintArt } from '../parts/fingerprint-art.tsx';
import { Heading } from '../parts/heading.tsx';
import '../parts/more-shapes.ts';
import { Tag } from '../parts/marks.tsx';
import { profiles } from '../profile.ts';
import { GoHome } from '../selves/go-home.ts';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';
import { Forgotten } from './forgotten.tsx';
import { askPasskey, canUsePasskeys } from './passkey.ts';
import { PassphraseField, PassphraseOwner } from './passphrase-field.tsx';

type Locked = Extract<IdentityView, { phase: 'locked' }>;

export function Unlock() {
  const identity = useModel().identity.value;
  return identity.phase === 'locked' ? <Door locked={identity} /> : undefined;
}

function Door({ locked }: { readonly locked: Locked }) {
  const words = t.value.lock;
  const { fingerprint, ways } = locked;
  const isAsking = useSignal(false);
  const { toasts } = useModel();
  // What was said before the lock is not for whoever comes after it.
  useEffect(() => toasts.shown.peek().forEach(({ id }) => toasts.dismiss(id)), []);
  return (
    <main class="app unlock">
      <div class="unlock__in pad">
        <div class="unlock__head">
          <span class="unlock__face">
            <span class="av" style={{ '--az': '122px' }}>
              <FingerprintArt fingerprint={fingerprint} />
            </span>
          </span>
          <Heading title={words.title} class="display" focus={false}>
            {words.welcome}
          </Heading>
          <p class="small ink-2">
            {words.whose} <Tag tag={keyTag(fingerprint)} />
          </p>
        </div>
        {isFramed() ? (
          <p class="rose" role="alert">
            {words.framed}
          </p>
        ) : (
          <Ways passkey={ways.passkey} />
        )}
        <p class="small ink-2 center bal">{words.nothingComesIn}</p>
        <Button tone="plain" size="s" onClick={() => (isAsking.value = true)}>
          {words.forgot}
        </Button>
        {profiles().length > 1 && <GoHome />}
      </div>
      {isAsking.value && <Forgotten onClose={() => (isAsking.value = false)} />}
    </main>
  );
}

/** A page around ours could lay anything over the field (T58). */
const isFramed = (): boolean => globalThis.top !== globalThis.self;

function Ways({ passkey }: { readonly passkey: PasskeyRef | undefined }) {
  const words = t.value.lock;
  const opening = useOpening();
  const { typed, busy, said } = opening;
  const canAsk = useSignal(false);
  useEffect(() => {
    if (passkey !== undefined)
      canUsePasskeys().then(
        (can) => (canAsk.value = can),
        () => undefined,
      );
  }, [passkey]);
  return (
    <form class="unlock__acts" onSubmit={opening.onSubmit}>
      <PassphraseOwner />
      <PassphraseField
        id="unlock"
        label={words.passphrase}
        value={typed}
        kind="current-password"
        isWrong={said.value !== undefined}
        autofocus
        {...(said.value !== undefined && { help: said.value })}
      />
      <Button
        tone="primary"
        size="l"
        type="submit"
        block
        disabled={typed.value === ''}
        busy={busy.value === 'passphrase'}
      >
        {busy.value === 'passphrase' ? words.unlocking : words.unlock}
      </Button>
      {passkey !== undefined && canAsk.value && (
        <Button
          tone="tonal"
          block
          icon="key"
          busy={busy.value === 'passkey'}
          onClick={() => opening.ask(passkey)}
        >
          {words.usePasskey}
        </Button>
      )}
    </form>
  );
}

/** What was typed, the try itself, and why it did not open. */
function useOpening() {
  const model = useModel();
  const typed = useSignal('');
  const busy = useSignal<'passphrase' | 'passkey' | undefined>(undefined);
  const failed = useSignal<'wrong' | 'wrongPasskey' | 'noPasskey' | { readonly until: number } | undefined>(
    undefined,
  );
  const now = useSignal(0);
  const said = useComputed(() => {
    const words = t.value.lock;
    if (failed.value === undefined || typeof failed.value !== 'object')
      return failed.value && words[failed.value];
    const left = Math.ceil((failed.value.until - now.value) / 1000);
    return left > 0 ? words.wait(left) : words.wrong;
  });
  useEffect(() => {
    const timer = setInterval(() => (now.value = performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const tell = (result: UnlockResult, wrong: 'wrong' | 'wrongPasskey'): void => {
    if (result.ok) return;
    now.value = performance.now();
    failed.value = result.waitMs > 0 ? { until: now.value + result.waitMs } : wrong;
  };
  const attempt = (how: 'passphrase' | 'passkey', task: () => Promise<void>): void => {
    if (busy.peek() !== undefined) return;
    busy.value = how;
    failed.value = undefined;
    model.attempt(task().finally(() => (busy.value = undefined)));
  };
  return {
    typed,
    busy,
    said,
    onSubmit: (event: Event): void => {
      event.preventDefault();
      if (typed.peek() === '') return;
      attempt('passphrase', async () => tell(await model.port.unlock({ passphrase: typed.peek() }), 'wrong'));
    },
    ask: (passkey: PasskeyRef): void => {
      attempt('passkey', async () => {
        const secret = await askPasskey(passkey);
        if (secret === undefined) failed.value = 'noPasskey';
        else tell(await model.port.unlock({ secret }), 'wrongPasskey');
      });
    },
  };
}
