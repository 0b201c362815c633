// What the page does for what is kept here without being told: the browser is asked to keep it once somebody has written
// something, and the reader hears when a full disk cost files.
import { effect } from '@preact/signals';
import type { Model } from './model/model.ts';
import { watchSpare } from './spare-watch.ts';
import { askToKeepOnce } from './you/keep.ts';
import { t } from './words/words.ts';
import './words/with-storage.ts';

/** Watches from now on. Returns what ends it. */
export function watchStorage(model: Model): () => void {
  let isAsked = false;
  const endAsking = effect(() => {
    if (isAsked || ![...model.conversations.value.values()].some(({ last }) => last?.author === 'me')) return;
    isAsked = true;
    // What a browser cannot do is seen under You › Storage.
    askToKeepOnce().catch(() => undefined);
  });
  const endListening = model.port.onEvent((event) => {
    if (event.type === 'notice' && event.notice.kind === 'made-room')
      model.toasts.show(t.peek().storage.madeRoom(event.notice.files), { icon: 'info' });
  });
  const endSpare = watchSpare(model);
  return () => {
    endSpare();
    endAsking();
    endListening();
  };
}
