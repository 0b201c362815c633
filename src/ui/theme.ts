// Settings › Appearance on the page: data attributes on <html> that tokens.css and porchlight.css answer to.
import type { Preferences } from '../engine/port/preferences.ts';
import { kept, keptList, ofProfile, quietly } from './profile.ts';

type Look = Pick<Preferences, 'theme' | 'textSize' | 'contrast' | 'motion' | 'underlineLinks'>;
/** The look alone is remembered outside the engine too: the first picture must not flash in the wrong colours. */
const KEY = ofProfile('porchlight-look');

export function applyLook(look: Look): void {
  const { dataset } = document.documentElement;
  const attributes = attributesOf(look);
  for (const [name, value] of attributes) {
    if (value === undefined) delete dataset[name];
    else dataset[name] = value;
  }
}

/** Keeps the look for the next visit; undefined forgets it, with the rest of a wiped device. */
export function keepLook(look: Look | undefined): void {
  // Where storage is switched off, the look comes with the preferences.
  quietly(() => {
    if (look === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(attributesOf(look)));
  });
}

/** Whether somebody lives here: then chats are about to open, not a welcome. */
export function wasHere(): boolean {
  return kept(KEY) !== undefined;
}

/** Before anything is drawn: the look of the last visit. */
export function applyLastLook(): void {
  for (const entry of keptList(KEY))
    if (isEntry(entry)) document.documentElement.dataset[entry[0]] = entry[1];
}

const NAMES = ['theme', 'contrast', 'motion', 'text', 'underline'] as const;
type Entry = readonly [(typeof NAMES)[number], string | undefined];

function attributesOf(look: Look): readonly Entry[] {
  return [
    ['theme', look.theme === 'auto' ? undefined : look.theme],
    ['contrast', look.contrast === 'more' ? 'more' : undefined],
    ['motion', look.motion === 'less' ? 'less' : undefined],
    ['text', look.textSize === 1 ? undefined : String(look.textSize)],
    ['underline', look.underlineLinks ? 'yes' : undefined],
  ];
}

function isEntry(value: unknown): value is readonly [Entry[0], string] {
  return Array.isArray(value) && NAMES.some((name) => name === value[0]) && typeof value[1] === 'string';
}
