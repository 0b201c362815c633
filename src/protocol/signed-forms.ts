// The texts a signature may have been made over (T14): clients and relays serialise `data` again, each in its own way.
import type { SignedFrame } from './frame.ts';
import { readJsonNode, type JsonNode } from './json-node.ts';
import { JS, PYTHON, SORTED, writeJson, type JsonStyle } from './json-style.ts';
import type { SignedForm } from './speech.ts';
import { signedText } from './write.ts';

/** What of a frame its signature may depend on. */
export type SignedSource = Pick<SignedFrame, 'form' | 'dataText' | 'counter'>;
export interface Candidate {
  readonly form: SignedForm;
  readonly text: string;
}

/** The received text and the forms of JavaScript, of Python and of the sorters, each followed by the counter. */
export const USUAL: readonly SignedForm[] = [
  { over: 'received', counter: true },
  ...[JS, PYTHON, SORTED].map((style) => ({ over: 'data', ...style, counter: true }) as const),
];

/** All forms, likeliest first: those that leave the counter out come after those that sign it. */
export const LADDER: readonly SignedForm[] = [
  ...USUAL,
  ...[false, true].flatMap((isLast): readonly SignedForm[] => [
    ...(isLast ? [{ over: 'received', counter: false } as const] : []),
    ...styles().map((style) => ({ over: 'data', ...style, counter: !isLast }) as const),
    ...styles().map((style) => ({ over: 'pair', ...style, counter: isLast }) as const),
  ]),
];

/** What the signature of `frame` may cover, by these forms and without duplicates. Lazy: later ones cost only when asked for. */
export function* signedTexts(
  frame: SignedSource,
  forms: readonly SignedForm[] = LADDER,
): Generator<Candidate, undefined> {
  const seen = new Set<string>();
  let node: JsonNode | undefined;
  for (const form of forms) {
    if (form.over !== 'received') node ??= readJsonNode(frame.dataText);
    for (const text of textsIn(form, frame, node)) {
      if (seen.has(text)) continue;
      seen.add(text);
      yield { form, text };
    }
  }
  return undefined;
}

/** The one text that a program of this form signs when it sends `frame`. */
export function signedTextIn(form: SignedForm, frame: SignedSource): string {
  const [first] = signedTexts(frame, [form]);
  return first?.text ?? signedText(frame.dataText, frame.counter);
}

/**
 * The form that `frame`, whose signature holds over the text as received, is probably written in: relays may write the
 * next one anew, and who gets our frames may check them so. Undefined where nothing tells several forms apart.
 */
export function formAsReceived(frame: SignedSource): SignedForm | undefined {
  const node = readJsonNode(frame.dataText);
  const fits = (style: JsonStyle): boolean => writeJson(node, style) === frame.dataText;
  if (fits(JS) && fits(SORTED)) return undefined;
  const style = [JS, PYTHON, SORTED, ...styles()].find(fits);
  return style && { over: 'data', ...style, counter: true };
}

/** One form leaves little open: whether a text is signed as the object it holds, and which of a pair comes first. */
function* textsIn(form: SignedForm, frame: SignedSource, node: JsonNode | undefined): Generator<string> {
  const { dataText, counter } = frame;
  const end = form.counter ? `${counter}` : '';
  if (form.over === 'received' || node === undefined) {
    yield dataText + end;
    return;
  }
  const quoted: readonly JsonNode[] = frame.form === 'string' ? [{ kind: 'string', value: dataText }] : [];
  if (form.over === 'data') {
    for (const one of [node, ...quoted]) yield writeJson(one, form) + end;
    return;
  }
  for (const one of [...quoted, node]) {
    for (const pair of pairsOf(one, counter, form)) yield writeJson(pair, form) + end;
  }
}

function pairsOf(data: JsonNode, counter: number, { sorted }: JsonStyle): readonly JsonNode[] {
  const first = ['counter', { kind: 'number', token: `${counter}` }] as const;
  const second = ['data', data] as const;
  const orders = sorted
    ? [[first, second]]
    : [
        [first, second],
        [second, first],
      ];
  return orders.map((members) => ({ kind: 'object', members }));
}

/** Every style: compact before spaced, in the order received before sorted, ASCII before raw. */
function styles(): readonly JsonStyle[] {
  const all: JsonStyle[] = [];
  for (const spaced of [false, true])
    for (const sorted of [true, false])
      for (const ascii of [true, false]) all.push({ spaced, sorted, ascii });
  return all;
}
