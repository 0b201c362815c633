// Telling one's people of a new key. The page carries what the two identities say to each other: the new one is shown, the old
// one runs beside it for as long as this is on the screen.
import '../parts/more-shapes.ts';
import './selves.css';
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MoveState } from '../../engine/port/moving.ts';
import { hexOfFingerprint, keyTag } from '../../lib/key-tag.ts';
import { useModel } from '../model/context.ts';
import type { Started } from '../model/app-state.ts';
import type { Model } from '../model/model.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import '../words/with-selves.ts';
import { linkAs } from '../profile.ts';
import { noteTold, profiles } from './book.ts';

/** How often the old identity is asked how far it has got, ms. */
const LOOK_MS = 2000;

/** What of a move there is to do or to know: on the new side telling, on the old side how far that is. */
export function Moving() {
  const model = useModel();
  const { id } = model.app.selves;
  const isDone = useSignal(false);
  // As it was when this came on the screen: once they are told, it still says how far that is.
  const { value: after } = useSignal(profiles().find((one) => one.id === id)?.after);
  if (after !== undefined && !isDone.value)
    return <Tell after={after} onDone={() => (isDone.value = true)} />;
  return <MovedOn />;
}

/** Of the old identity. */
function MovedOn() {
  const model = useModel();
  const words = t.value.selves;
  const state = useSignal<MoveState | undefined>(undefined);
  useEffect(() => watchState(model, (now) => (state.value = now)), []);
  const now = state.value;
  if (now === undefined) return undefined;
  return (
    <section class="card movedcard">
      <h3 class="movedcard__h">
        <Icon name="key" />
        <span>{words.movedOn(keyTag(now.to, 8))}</span>
      </h3>
      <Progress state={now} />
    </section>
  );
}

function Tell({ after, onDone }: { readonly after: string; readonly onDone: () => void }) {
  const model = useModel();
  const words = t.value.selves;
  const old = useSignal<Started | undefined>(undefined);
  const state = useSignal<MoveState | undefined>(undefined);
  const step = useSignal<'ask' | 'busy' | 'failed' | 'locked' | 'told'>('ask');
  const took = useSignal(0);
  useEffect(() => () => old.peek()?.worker.terminate(), []);
  useEffect(() => {
    const port = old.value?.port;
    return port === undefined ? undefined : watchState({ port }, (now) => (state.value = now));
  }, [old.value]);
  const tell = async (): Promise<void> => {
    step.value = 'busy';
    try {
      await tellAll(model, after, { old, state, took });
      step.value = 'told';
    } catch (cause) {
      if (!(cause instanceof Error)) throw cause;
      old.peek()?.worker.terminate();
      old.value = undefined;
      step.value = cause instanceof Locked ? 'locked' : 'failed';
    }
  };
  const end = (): void => {
    noteTold(model.app.selves.id);
    onDone();
  };
  return (
    <section class="card movedcard" aria-labelledby="tell">
      <h3 class="movedcard__h" id="tell">
        <Icon name="key" />
        <span>{step.value === 'told' ? words.telling : words.tellTitle}</span>
      </h3>
      {step.value !== 'told' && <p class="small">{words.tellHelp}</p>}
      {step.value === 'failed' && (
        <p class="small rose" role="alert">
          {words.tellFailed}
        </p>
      )}
      {step.value === 'locked' && (
        <p class="small" role="alert">
          {words.tellLocked}{' '}
          <a href={linkAs(after)} target="_blank" rel="noopener">
            {words.tellUnlock}
          </a>
        </p>
      )}
      {state.value !== undefined && step.value === 'told' && (
        <>
          {took.value > 0 && <p class="small">{words.took(took.value)}</p>}
          <Progress state={state.value} />
          {state.value.waiting.length > 0 && <p class="small ink-2">{words.tellLater}</p>}
        </>
      )}
      {step.value === 'told' ? (
        <Button tone="line" onClick={end}>
          {words.tellDone}
        </Button>
      ) : (
        <div class="row">
          <Button tone="primary" busy={step.value === 'busy'} onClick={() => model.attempt(tell())}>
            {words.tell}
          </Button>
          <Button tone="plain" onClick={end}>
            {words.notTell}
          </Button>
        </div>
      )}
    </section>
  );
}

function Progress({ state }: { readonly state: MoveState }) {
  const words = t.value.selves;
  const { told, waiting, others } = state;
  return (
    <div class="stack small" role="status">
      <p>{told === 0 ? words.tellNobody : words.toldOf(told - waiting.length, told)}</p>
      {waiting.length > 0 && <p>{words.tellWaiting(waiting.length)}</p>}
      {others.length > 0 && <p>{words.tellOthers(others.length)}</p>}
    </div>
  );
}

interface Telling {
  readonly old: Signal<Started | undefined>;
  readonly state: Signal<MoveState | undefined>;
  readonly took: Signal<number>;
}
/** The old identity is behind its app lock. */
class Locked extends Error {
  override readonly name = 'Locked';
}

/** People first, so that nobody answers to a stranger; then both signatures. */
async function tellAll(
  { app, port, me }: Model,
  after: string,
  { old, state, took }: Telling,
): Promise<void> {
  const engine = old.peek() ?? app.selves.start(after);
  old.value = engine;
  const { identity } = await engine.port.start();
  const mine = me.peek();
  if (identity.phase === 'locked') throw new Locked();
  if (!('me' in identity) || mine === undefined) throw new TypeError('nobody is there');
  took.value = await port.takePeople(await engine.port.peopleToTake());
  const half = await port.signMove(identity.me.fingerprint);
  const digits = (hexOfFingerprint(mine.fingerprint).match(/.{4}/g) ?? []).join(' ');
  state.value = await engine.port.announceMove(half, t.peek().selves.says + digits);
  noteTold(app.selves.id);
}

/** Asks now and again; returns what ends it. */
function watchState({ port }: Pick<Model, 'port'>, tell: (state: MoveState | undefined) => void): () => void {
  let isOver = false;
  const look = (): void =>
    void port.moveState().then(
      (state) => !isOver && tell(state),
      () => undefined, // it is asked again
    );
  look();
  const timer = setInterval(look, LOOK_MS);
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
