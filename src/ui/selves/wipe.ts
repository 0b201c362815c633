// Taking everything off this device: every identity, and then whatever this app has left in the browser. What it cannot
// see to is said on the screen that it ends with.
import type { Model } from '../model/model.ts';
import { forgetPage, profiles } from './book.ts';
import { endEngine, sweep, tell } from './leave.ts';

/** What went; false: it is still there. */
export interface Wiped {
  /** Keys, chats, files, settings. */
  readonly databases: boolean;
  /** The app's own files, kept for use without a network, and what keeps them. */
  readonly program: boolean;
}

/** Throws what the first engine refused with, when nothing is gone yet. */
export async function wipeEverything(model: Model): Promise<Wiped> {
  const own = model.app.selves.id;
  const others = profiles().filter(({ id }) => id !== own);
  // The others first: as long as this page's own is there, it can say that something went wrong.
  for (const { id } of others) await endEngine(model, id);
  await endEngine(model, own);
  tell({ kind: 'gone', id: undefined });
  const databases = await sweep(model, ['*']);
  forgetPage();
  return { databases, program: await removeProgram() };
}

/** Service worker and caches. */
async function removeProgram(): Promise<boolean> {
  try {
    const container = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
    const registration = await container?.getRegistration();
    for (const notice of (await registration?.getNotifications()) ?? []) notice.close();
    if ('clearAppBadge' in navigator) await navigator.clearAppBadge().catch(() => undefined);
    const scope = registration?.scope ?? new URL('./', document.baseURI).href;
    const isFree = (await registration?.unregister()) ?? true;
    if (!('caches' in globalThis)) return isFree;
    const ours = (await caches.keys()).filter(
      (name) => name.startsWith('porchlight') || name.endsWith(scope),
    );
    const gone = await Promise.all(ours.map((name) => caches.delete(name)));
    return isFree && gone.every(Boolean);
  } catch (cause) {
    // Private windows refuse all of it: then nothing was kept.
    if (!(cause instanceof DOMException)) throw cause;
    return false;
  }
}
