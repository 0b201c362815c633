// The richer members of `x` (PROTOCOL.md rule 5): what a message refers to, and acts, which only make sense to a Porchlight and
// go only to keys that have shown `x`. The readable `message` beside them says the same to every other client.
// Read leniently, as `x` itself: what is wrong is left out and never costs the message.
import { isJsonObject, member, type JsonObject } from './fields.ts';
import { LIMITS } from './limits.ts';
import { readMoved, type MovedDeed } from './moved.ts';
import { isMessageId } from './x.ts';

/** A message, named by who signed it and its `x.id`; by its counter only where it came without `x`. */
export type Ref =
  | { readonly from: string; readonly id: string }
  | { readonly from: string; readonly counter: number };

/** Somebody named in the text: code units `at` to `at + length` of the text behind `skip` are their name. */
export interface MentionPart {
  readonly at: number;
  readonly length: number;
  readonly who: string; // canonical fingerprint
}

/** What stands beside a message that every client shows. */
export interface RichPart {
  readonly re?: Ref;
  /** Code units at the start of `message` that are there for other programs only (the quoted line). */
  readonly skip?: number;
  readonly at?: readonly MentionPart[];
  /** Seconds after which it disappears: from being read there, from being sent here. */
  readonly ttl?: number;
  readonly act?: Act;
  /** Somebody is introduced: where, which key, and what they are called. */
  readonly card?: CardPart;
}

/** A card (domain/card.ts), not cleaned yet. */
export interface CardPart {
  readonly s: string; // `wss://host…`
  readonly f: string; // canonical fingerprint
  readonly n: string;
  /** The sender has compared the key with its owner. */
  readonly ok?: true;
}

/** Of what anybody may set: the counter of the value that it follows, which may be ahead of the setter's own. */
interface Following {
  readonly after?: number;
}

/** What is done to a message or a conversation. A later one of the same signer wins over an earlier one. */
export type Deed =
  | { readonly kind: 'react'; readonly to: Ref; readonly emoji: string } // '' takes it back
  | { readonly kind: 'edit'; readonly to: Ref; readonly at?: readonly MentionPart[] } // the new text is `message` behind `skip`
  | { readonly kind: 'delete'; readonly to: readonly Ref[] } // own ones only
  | ({ readonly kind: 'title'; readonly title: string } & Following) // of a group; '' takes it away
  | ({ readonly kind: 'timer'; readonly seconds: number } & Following) // of a conversation; 0 turns it off
  | { readonly kind: 'typing'; readonly on: boolean }
  | MovedDeed; // of the signer's key, to one person
/**
 * A deed, and `n`, the own counter that was highest when it was done: it tells which of two is the later one. The frame's own
 * counter does not, for what is sealed again has a higher one; it is at least `n`, and stands in for it where there is none.
 */
export type Act = Deed & { readonly n?: number };
export type ActKind = Act['kind'];

/** The parts of `more` that stand beside `message`, as far as they make sense. */
export function readRich(more: JsonObject, message: string): RichPart {
  const re = readRef(member(more, 're'));
  const skip = readSkip(member(more, 'skip'), message);
  const text = message.slice(skip ?? 0);
  const at = readMentions(member(more, 'at'), text);
  const ttl = upTo(member(more, 'ttl'), LIMITS.ttl);
  const act = readAct(member(more, 'act'), text);
  const card = readCardPart(member(more, 'card'));
  return {
    ...(re !== undefined && { re }),
    ...(skip !== undefined && { skip }),
    ...(at !== undefined && { at }),
    ...(ttl !== undefined && { ttl }),
    ...(act !== undefined && { act }),
    ...(card !== undefined && { card }),
  };
}

/** `part` as it goes into `XPart.more`. */
export function plainRich(part: RichPart): JsonObject {
  return { ...part };
}

function readRef(value: unknown): Ref | undefined {
  if (!isJsonObject(value)) return undefined;
  const from = member(value, 'from');
  if (!isFingerprintText(from)) return undefined;
  const id = member(value, 'id');
  if (isMessageId(id)) return { from, id };
  const counter = upTo(member(value, 'counter'), LIMITS.counterMax);
  return counter === undefined ? undefined : { from, counter };
}

function readCardPart(value: unknown): CardPart | undefined {
  if (!isJsonObject(value)) return undefined;
  const [s, f, n] = [member(value, 's'), member(value, 'f'), member(value, 'n')];
  if (typeof s !== 'string' || s.length > LIMITS.address + 6 || !isFingerprintText(f)) return undefined;
  if (typeof n !== 'string' || n.length > LIMITS.claimedName) return undefined;
  return { s, f, n, ...(member(value, 'ok') === true && { ok: true }) };
}

function readSkip(value: unknown, message: string): number | undefined {
  const skip = upTo(value, message.length);
  return skip === undefined || skip === 0 || isInsidePair(message, skip) ? undefined : skip;
}

/** Those that lie in `text`, in its order; of two that overlap the first. Undefined when there are none. */
function readMentions(value: unknown, text: string): readonly MentionPart[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: readonly unknown[] = value.slice(0, LIMITS.mentions);
  const kept: MentionPart[] = [];
  let end = 0;
  for (const one of list.flatMap((entry) => readMention(entry, text) ?? []).sort((a, b) => a.at - b.at)) {
    if (one.at < end) continue;
    kept.push(one);
    end = one.at + one.length;
  }
  return kept.length === 0 ? undefined : kept;
}

function readMention(value: unknown, text: string): MentionPart | undefined {
  if (!isJsonObject(value)) return undefined;
  const at = upTo(member(value, 'at'), text.length);
  const length = upTo(member(value, 'length'), text.length);
  const who = member(value, 'who');
  if (at === undefined || !length || at + length > text.length || !isFingerprintText(who)) return undefined;
  if (isInsidePair(text, at) || isInsidePair(text, at + length)) return undefined;
  return { at, length, who };
}

function readAct(value: unknown, text: string): Act | undefined {
  if (!isJsonObject(value)) return undefined;
  const deed = readDeed(value, text);
  const n = upTo(member(value, 'n'), LIMITS.counterMax);
  return deed === undefined || n === undefined ? deed : { ...deed, n };
}

function readDeed(value: JsonObject, text: string): Deed | undefined {
  const kind = member(value, 'kind');
  const to = readRef(member(value, 'to'));
  if (kind === 'react' && to !== undefined) {
    const emoji = member(value, 'emoji');
    return emoji === '' || isEmoji(emoji) ? { kind, to, emoji } : undefined;
  }
  if (kind === 'edit' && to !== undefined) {
    const at = readMentions(member(value, 'at'), text);
    return at === undefined ? { kind, to } : { kind, to, at };
  }
  if (kind === 'delete') {
    const refs = readRefs(member(value, 'to'));
    return refs.length === 0 ? undefined : { kind, to: refs };
  }
  return readSetting(value, kind);
}

/** What is done to a conversation as a whole. */
function readSetting(value: JsonObject, kind: unknown): Deed | undefined {
  const found = upTo(member(value, 'after'), LIMITS.counterMax);
  const after = found === undefined ? undefined : { after: found };
  if (kind === 'title') {
    const title = member(value, 'title');
    return typeof title === 'string' && isTitle(title) ? { kind, title, ...after } : undefined;
  }
  if (kind === 'timer') {
    const seconds = upTo(member(value, 'seconds'), LIMITS.ttl);
    return seconds === undefined ? undefined : { kind, seconds, ...after };
  }
  if (kind === 'moved') return readMoved(value);
  if (kind !== 'typing') return undefined;
  const on = member(value, 'on');
  return typeof on === 'boolean' ? { kind, on } : undefined;
}

function readRefs(value: unknown): readonly Ref[] {
  if (!Array.isArray(value)) return [];
  const list: readonly unknown[] = value.slice(0, LIMITS.takenBack);
  return list.flatMap((entry) => readRef(entry) ?? []);
}

const PICTURE = String.raw`\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?[\u{E0020}-\u{E007F}]*`;
/** A flag, a key, or pictures joined to one. */
const EMOJI = new RegExp(
  String.raw`^(?:\p{RI}\p{RI}|[#*0-9]\uFE0F?\u20E3|${PICTURE}(?:\u200D${PICTURE})*)$`,
  'u',
);

/** True for what is drawn as one picture. Words, digits and signs that nobody sees are none. */
export function isEmoji(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LIMITS.emoji && EMOJI.test(value);
}

function isTitle(title: string): boolean {
  return title.length <= 2 * LIMITS.title && Array.from(title).length <= LIMITS.title;
}

function isFingerprintText(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(value);
}

function upTo(value: unknown, max: number): number | undefined {
  const isWhole = typeof value === 'number' && Number.isSafeInteger(value);
  return isWhole && value >= 0 && value <= max ? value : undefined;
}

function isInsidePair(text: string, at: number): boolean {
  const [before, behind] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before <= 0xdbff && behind >= 0xdc00 && behind <= 0xdfff;
}
