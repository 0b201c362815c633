// The catalogue in use. Components read `t.value`, so that changing the language redraws whatever shows a word.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { app } from './en-app.ts';
import { chat } from './en-chat.ts';
import type { en } from './en.ts';
import { locale } from './formats.ts';

/** English is the measure: another language must have every one of its entries, with the same arguments. */
export type Words = Widened<typeof en>;
type Widened<T> = T extends string
  ? string
  : T extends (...args: infer Args) => string
    ? (...args: Args) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

/** English words travel with the views that need them (`with-….ts`), so that the first load carries only its own. */
const english = signal<Partial<Words>>({ app, chat });
/** Another language comes whole. */
const other = signal<Words | undefined>(undefined);
export const t: ReadonlySignal<Words> = computed(() => other.value ?? wholeOf(english.value));

/** Called by `with-….ts` when a view brings its words along. */
export function learn(areas: Partial<Words>): void {
  english.value = { ...english.peek(), ...areas };
}

/** Reading an area whose view did not bring it is a mistake of ours, and said so: so it is as good as whole. */
function wholeOf(areas: Partial<Words>): Words {
  const checked = new Proxy(areas, {
    get(target, area, receiver): unknown {
      const words: unknown = Reflect.get(target, area, receiver);
      if (words === undefined) throw new Error(`a view needs words/with-${String(area)}.ts`);
      return words;
    },
  });
  if (!isChecked(checked)) throw new Error('never');
  return checked;
}

const isChecked = (areas: Partial<Words>): areas is Words => 'app' in areas;

export interface Language {
  /** BCP 47, e.g. "en". */
  readonly tag: string;
  readonly dir: 'ltr' | 'rtl';
  /** Left out: English. */
  readonly words?: Words;
}

/** Takes a language into use: words, numbers, dates and the direction of the page. */
export function speak(language: Language): void {
  locale.value = language.tag;
  other.value = language.words;
  document.documentElement.lang = language.tag;
  document.documentElement.dir = language.dir;
}
