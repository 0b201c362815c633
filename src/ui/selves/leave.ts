// Going from one identity to another, adding one, and taking one off this device. Each lives in an engine and a page of its
// own: the page is loaded anew, so that nothing of the one is left when the other shows.
import type { Model } from '../model/model.ts';
import { addProfile, dropProfile, noteLast, noteProfile, type ProfileId, profiles } from './book.ts';
import { openTabs } from './tabs.ts';

/** Longest wait for a database to go, ms: another tab may hold on to it. */
const SWEEP_MS = 12_000;

/** Shows another identity in this tab. One that was never finished is let go. */
export async function switchTo(model: Model, id: ProfileId): Promise<void> {
  await model.leave();
  const own = model.app.selves.id;
  if (isUnfinished(model) && profiles().length > 1) await takeOff(model, own);
  noteLast(id);
  model.app.selves.go(id);
}

/** Begins another identity. @param after The one whose people are to hear of it. */
export async function begin(model: Model, after?: ProfileId): Promise<void> {
  const next = addProfile(after);
  const me = model.me.peek();
  if (me !== undefined) noteProfile(model.app.selves.id, me.fingerprint);
  await switchTo(model, next);
}

/** Out of one that is not made: to the one it was begun from, else to the first. */
export async function goHome(model: Model): Promise<void> {
  const all = profiles();
  const own = all.find(({ id }) => id === model.app.selves.id);
  const others = all.filter((one) => one !== own);
  const made = others.find(({ fingerprint }) => fingerprint !== undefined);
  const to = others.find(({ id }) => id === own?.after) ?? made ?? others[0];
  if (to !== undefined) await switchTo(model, to.id);
}

/** Takes an identity off this device for good; this page's own engine ends with it. False: something of it is left. */
export async function takeOff(model: Model, id: ProfileId): Promise<boolean> {
  await endEngine(model, id);
  const isGone = await sweep(model, [`porchlight${id && '.'}${id}`]);
  dropProfile(id);
  tell({ kind: 'gone', id });
  return isGone;
}

/** Its keys, messages and files go, in every tab; then its worker. */
export async function endEngine({ app, port }: Model, id: ProfileId): Promise<void> {
  const isHere = id === app.selves.id;
  const engine = isHere ? { port, worker: app.selves.worker } : app.selves.start(id);
  try {
    await engine.port.wipe();
  } catch (cause) {
    // Nothing is gone: the page goes on as it was.
    if (!isHere) engine.worker.terminate();
    throw cause;
  }
  engine.worker.terminate();
}

/** Deletes these databases, or with `*` all of ours, once nobody here has them open. */
export function sweep({ app }: Model, databases: readonly string[]): Promise<boolean> {
  const { worker } = app.selves.start(['sweep', ...databases].join(' '));
  return new Promise((resolve) => {
    const end = (isDone: boolean): void => {
      clearTimeout(timer);
      worker.terminate();
      resolve(isDone);
    };
    const timer = setTimeout(() => end(false), SWEEP_MS);
    worker.addEventListener('message', (event) => {
      if ('data' in event && typeof event.data === 'boolean') end(event.data);
    });
  });
}

export function tell(word: Parameters<ReturnType<typeof openTabs>['say']>[0]): void {
  const tabs = openTabs();
  tabs.say(word);
  tabs.close();
}

/**
 * A key that is locked, lost or not read yet is somebody's; so is a new one that has a server or a chat, or a lock, out of which
 * its bytes can come at any time: `fresh` alone says only that they are at hand.
 */
function isUnfinished({ identity, servers, conversations }: Model): boolean {
  const now = identity.peek();
  if (now.phase !== 'fresh') return now.phase === 'none' || now.phase === 'making';
  return now.me.lock === undefined && servers.peek().length === 0 && conversations.peek().size === 0;
}
