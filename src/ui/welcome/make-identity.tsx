// Making the key while name and server are typed: then one tap connects. The picture appears as soon as there is a key to
// paint it from. A spare key can come first; else it is offered after the first message (keep-banner.tsx).
import { effect, type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { IdentityView } from '../../engine/port/identity.ts';
import { AddressField } from '../connect/address-field.tsx';
import { Checking, Patience } from '../connect/checking.tsx';
import { SchemeChoice } from '../connect/scheme-choice.tsx';
import { type Join, useJoin } from '../connect/use-join.ts';
import { ChooseLock, useLockChoosing } from '../lock/choose-lock.tsx';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { go } from '../route.ts';
import { Steps } from '../parts/steps.tsx';
import { profiles } from '../profile.ts';
import { GoHome } from '../selves/go-home.ts';
import '../words/with-connect.ts';
import '../words/with-welcome.ts';
import { t } from '../words/words.ts';
import { type Making, MakingProgress, progressOf } from './making-progress.tsx';
import { NameField, nameIn } from './name-field.tsx';
import { Portrait } from './portrait.tsx';

export interface MakeIdentityProps {
  /** Left out with `onRestore` where the key is not all there is any more. */
  readonly onBack?: () => void;
  readonly onRestore?: () => void;
  readonly onNext: () => void;
}

export function MakeIdentity({ onBack, onRestore, onNext }: MakeIdentityProps) {
  const model = useModel();
  const words = t.value.welcome;
  const identity = model.identity.value;
  const typed = useSignal(model.me.peek()?.name ?? '');
  const choosing = useLockChoosing();
  const hasLock = model.me.value?.lock !== undefined;
  const making = useMaking();
  const join = useJoin();
  const first = useFirst({ identity, typed, choosing, join, onNext });
  const progress = progressOf(identity);
  const title = progress === 3 ? words.made : words.making;
  const { verdict } = join;
  const hasFailed = join.isWatching && !join.isTrying && !join.isThere;
  return (
    <form class="app first" onSubmit={first.submit}>
      <Steps now={1} {...(onBack && { onBack })} />
      <main class="scroll pad first__in">
        {!hasFailed && <Portrait progress={progress} fingerprint={model.me.value?.fingerprint} />}
        <Heading title={title} class="display center">
          {title}
        </Heading>
        {!hasFailed && <p class="center ink-2 bal">{words.painted}</p>}
        <NameField name={typed} isPrivate={hasLock || choosing.isOpen.value} />
        <ChooseLock choosing={choosing} isLocked={hasLock} isNewKey />
        {progress < 3 && <MakingProgress progress={progress} hasFailed={making.hasFailed} />}
        {progress === 3 && (
          <AddressField
            address={join.address.value}
            verdict={verdict}
            isTold={join.isTold}
            onEdit={join.edit}
            showsLikes={false}
          />
        )}
        {progress === 3 && verdict?.ok === true && verdict.schemeIsOpen && !join.isWatching && (
          <SchemeChoice value={join.scheme ?? verdict.scheme} onChange={join.choose} />
        )}
        {join.isTrying && <Patience />}
        {hasFailed && (
          <Checking
            isBrief
            verdict={verdict}
            onScheme={(scheme) => {
              if (verdict?.ok === true) join.join({ address: verdict.address, scheme });
            }}
          />
        )}
      </main>
      <footer class="pad first__foot">
        <Actions making={making} first={first} join={join} />
        {onRestore && (
          <p class="small center">
            <button type="button" class="inline-link" onClick={onRestore}>
              {words.restore}
            </button>
          </p>
        )}
        {profiles().length > 1 && <GoHome />}
      </footer>
    </form>
  );
}

type First = ReturnType<typeof useFirst>;
interface FirstOptions {
  readonly identity: IdentityView;
  readonly typed: Signal<string>;
  readonly choosing: ReturnType<typeof useLockChoosing>;
  readonly join: Join;
  readonly onNext: () => void;
}
/** The two ways on: to the server at once, or to the spare key first. */
function useFirst({ identity, typed, choosing, join, onNext }: FirstOptions) {
  const model = useModel();
  const isBusy = useSignal(false);
  const hasBegun = useSignal(false);
  const name = nameIn(typed);
  const hasLock = model.me.value?.lock !== undefined;
  const isReady = progressOf(identity) === 3 && name !== '' && (hasLock || choosing.isReady.value);
  const named = async (): Promise<void> => {
    isBusy.value = true;
    // As things stand now: the effect below was made when nothing was typed yet.
    const typedName = nameIn(typed);
    const lock = model.me.peek()?.lock === undefined ? choosing.choice.peek() : undefined;
    const asked =
      lock === undefined ? model.port.setName(typedName) : model.port.createIdentity(typedName, lock);
    await asked.finally(() => (isBusy.value = false));
  };
  const connect = async (): Promise<void> => {
    // Without a lock the name is stored once there is a server: until then one can still be chosen.
    if (choosing.choice.peek() !== undefined) await named();
    hasBegun.value = true;
    await join.tryTyped(document.getElementById('server'));
  };
  const next = async (): Promise<void> => {
    await named();
    if (model.identity.peek().phase === 'fresh') onNext();
  };
  // As soon as it is told, before what is drawn then: this page is gone with the first server.
  useEffect(
    () =>
      effect(() => {
        if (model.servers.value.length === 0 || !hasBegun.peek()) return;
        hasBegun.value = false;
        // Before the name is told: the page would be that of somebody who has come in, and have no place to go to.
        goOn();
        if (model.me.peek()?.name === '') model.attempt(named());
      }),
    [],
  );
  const goOn = (): void => go('people', 'first', 'replace');
  const isIdle = (): boolean => isReady && !isBusy.peek();
  return {
    isReady,
    isBusy: isBusy.value,
    isFresh: identity.phase === 'fresh',
    next: () => {
      if (isIdle()) model.attempt(next());
    },
    submit: (event: Event) => {
      event.preventDefault();
      if (isIdle() && !join.isTrying && join.address.peek().trim() !== '') model.attempt(connect());
    },
  };
}

interface ActionsProps {
  readonly making: Making;
  readonly first: First;
  readonly join: Join;
}
function Actions({ making, first, join }: ActionsProps) {
  const words = t.value.welcome;
  const { connect } = t.value;
  if (making.hasFailed)
    return (
      <Button tone="primary" size="l" block onClick={making.start}>
        {words.tryAgain}
      </Button>
    );
  const isTrying = join.isTrying || join.isThere;
  const canConnect = first.isReady && join.address.value.trim() !== '';
  return (
    <>
      <Button tone="primary" size="l" type="submit" block disabled={!canConnect} busy={isTrying}>
        {isTrying ? words.connecting : join.isWatching ? connect.checkAgain : connect.connect}
      </Button>
      {isTrying ? (
        <Button tone="plain" block onClick={join.stop}>
          {connect.cancel}
        </Button>
      ) : (
        <Button tone="plain" block disabled={!first.isReady} busy={first.isBusy} onClick={first.next}>
          {first.isFresh || !first.isReady ? words.continue : words.goOn}
        </Button>
      )}
    </>
  );
}

/** Asks for the key once, as soon as there is none. */
function useMaking(): Making {
  const model = useModel();
  const isNone = model.identity.value.phase === 'none';
  const hasFailed = useSignal(false);
  const make = async (): Promise<void> => {
    hasFailed.value = false;
    await model.port.createIdentity('').catch((cause: unknown) => {
      hasFailed.value = true;
      throw cause;
    });
  };
  const start = (): void => model.attempt(make());
  useEffect(() => {
    if (isNone) start();
  }, [isNone]);
  return { hasFailed: hasFailed.value && isNone, start };
}
