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

function wholeOf(areas: Partial<Words>): Words {
  const need = <Area extends keyof Words>(area: Area): Words[Area] => {
    const words = areas[area];
    if (words === undefined) throw new Error(`a view needs words/with-${area}.ts`);
    return words;
  };
  return {
    app,
    chat,
    get banners() {
      return need('banners');
    },
    get chatMore() {
      return need('chatMore');
    },
    get talk() {
      return need('talk');
    },
    get people() {
      return need('people');
    },
    get peopleMore() {
      return need('peopleMore');
    },
    get square() {
      return need('square');
    },
    get welcome() {
      return need('welcome');
    },
    get connect() {
      return need('connect');
    },
    get doctor() {
      return need('doctor');
    },
    get files() {
      return need('files');
    },
    get you() {
      return need('you');
    },
    get contact() {
      return need('contact');
    },
  };
}

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
