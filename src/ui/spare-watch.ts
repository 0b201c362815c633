// Whether a new key got its spare: it can be made as long as the page that made the key is open. Who closed it before that is
// told once, at the next start, that there is none and never will be.
import { effect } from '@preact/signals';
import type { Model } from './model/model.ts';
import { ofProfile } from './profile.ts';
import { go } from './route.ts';
import { t } from './words/words.ts';
import './words/with-banners.ts';
import './words/with-storage.ts';

const OPEN = ofProfile('porchlight-spare-open');

/** Watches from now on. Returns what ends it. */
export function watchSpare(model: Model): () => void {
  const wasOpen = note('read');
  let wasFresh = false;
  return effect(() => {
    const identity = model.identity.value;
    if (identity.phase === 'fresh') {
      wasFresh = true;
      note('open');
    } else if (identity.phase === 'ready' && (wasFresh || wasOpen)) {
      note('done');
      // A lock gives the bytes out again at any time.
      const isOver = !wasFresh && identity.me.lock === undefined;
      if (isOver && identity.me.recovery.kind === 'none') tell(model);
      wasFresh = false;
    }
  });
}

function tell({ toasts }: Model): void {
  const words = t.peek();
  const action = { label: words.banners.look, run: () => go('you', 'identity') };
  toasts.show(words.storage.spareSkipped, { tone: 'rose', icon: 'alert', action });
}

/** Only this device must remember it; where nothing can be remembered, nothing is said. */
function note(what: 'read' | 'open' | 'done'): boolean {
  try {
    const isOpen = localStorage.getItem(OPEN) !== null;
    if (what === 'open') localStorage.setItem(OPEN, 'yes');
    if (what === 'done') localStorage.removeItem(OPEN);
    return isOpen;
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    return false;
  }
}
