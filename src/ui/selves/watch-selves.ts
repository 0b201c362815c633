// What a page does for the other identities of its browser without being told: it notes whose key it shows, answers tabs that
// ask, goes when its own identity was taken off elsewhere, and says when somebody it knows has moved.
import '../parts/more-shapes.ts';
import { effect } from '@preact/signals';
import type { PersonView } from '../../engine/port/people.ts';
import type { Model } from '../model/model.ts';
import { nameText } from '../model/names.ts';
import { ofProfile, quietly } from '../profile.ts';
import { go, route } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-selves.ts';
import { noteLast, noteProfile, profiles } from './book.ts';
import { openTabs, type TabWord } from './tabs.ts';

/** Watches from now on. Returns what ends it. */
export function watchSelves(model: Model): () => void {
  const { id } = model.app.selves;
  const answer = (): void => {
    const name = model.me.peek()?.name;
    if (name !== undefined) tabs.say({ kind: 'here', id, name });
  };
  const tabs = openTabs((word) => {
    if (word.kind === 'who') answer();
    if (isForUs(word, id)) void leaveNow(model, word);
  });
  // Whoever looks at the list already hears of it.
  const endHere = effect(() => {
    if ('me' in model.identity.value) answer();
  });
  const ends = [endHere, noteOwn(model), leadToTelling(model), watchMoves(model), () => tabs.close()];
  return () => ends.forEach((end) => end());
}

const isForUs = (word: TabWord, id: string): word is Extract<TabWord, { kind: 'gone' }> =>
  word.kind === 'gone' && (word.id === undefined || word.id === id);

async function leaveNow({ app }: Model, { id }: { readonly id: string | undefined }): Promise<void> {
  app.selves.worker.terminate();
  const to = profiles()[0]?.id ?? '';
  if (id !== undefined) return app.selves.go(to);
  const { showGone } = await import('./gone.tsx');
  showGone(undefined, () => app.selves.go(''));
}

/** A new key counts from its first server on: it stays `fresh` until its spare is decided. */
const isSettled = ({ identity, servers }: Model): boolean =>
  identity.value.phase === 'ready' || (identity.value.phase === 'fresh' && servers.value.length > 0);

function noteOwn(model: Model): () => void {
  const { identity, app } = model;
  return effect(() => {
    const now = identity.value;
    if (!('me' in now) || !isSettled(model)) return;
    noteProfile(app.selves.id, now.me.fingerprint);
    if (profiles().length > 1) noteLast(app.selves.id);
  });
}

const SHOWN = ofProfile('porchlight-tell-shown');

/** A new key of somebody who moves: once it has come to its chats, its people are told. Once in a tab; after that it waits there. */
function leadToTelling(model: Model): () => void {
  const { servers, app } = model;
  let isShown = quietly(() => sessionStorage.getItem(SHOWN)) === 'yes';
  return effect(() => {
    const isHome = route.value.name === 'chats' && isSettled(model);
    if (isShown || !isHome || servers.value.length === 0) return;
    if (profiles().find((one) => one.id === app.selves.id)?.after === undefined) return;
    isShown = true;
    quietly(() => sessionStorage.setItem(SHOWN, 'yes'));
    go('you', 'selves');
  });
}

function watchMoves(model: Model): () => void {
  const told = new Set<string>();
  const tell = (people: Iterable<PersonView>): void => {
    for (const { fingerprint, movedTo } of people) {
      if (movedTo === undefined || movedTo.answered !== undefined || told.has(movedTo.fingerprint)) continue;
      told.add(movedTo.fingerprint);
      const words = t.peek().selves;
      const action = { label: words.compare, run: () => go('contact', fingerprint) };
      model.toasts.show(words.moved(nameText(model.nameOf(fingerprint, true))), { icon: 'key', action });
    }
  };
  tell(model.people.all.peek().values());
  return model.port.onEvent((event) => {
    if (event.type === 'people') tell(event.upsert);
  });
}
