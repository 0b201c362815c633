// A message's text in blocks: words, quoted lines, lists, code between fences. One walk over the lines.
import type { MentionView } from '../../engine/port/messages.ts';
import { InlineScanner, type Line } from './inline.ts';
import type { Block, Cost, Token } from './tokens.ts';

const FENCE = '```';

interface Growing {
  readonly kind: Block['kind'];
  readonly tokens: Token[];
}

/**
 * Reads `text`; the tokens of the blocks, put together, are `text` again.
 *
 * @param cost Counts the steps, for tests.
 */
export function scan(
  text: string,
  mentions: readonly MentionView[] = [],
  cost: Cost = { steps: 0 },
): readonly Block[] {
  const lines = linesOf(text, cost);
  const closing = closingFences(text, lines, cost);
  const inline = new InlineScanner(text, mentions, cost);
  const blocks: Growing[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? { from: 0, to: 0 };
    const fence = fenceFrom(text, lines, i, closing[i]);
    const kind: Block['kind'] = fence === undefined ? kindOf(text, line) : 'fence';
    const last: Growing | undefined = blocks.at(-1);
    const isNew = last === undefined || last.kind !== kind || kind === 'fence';
    const block: Growing = isNew ? { kind, tokens: [] } : last;
    const from = fence === undefined ? line.from : fence.from;
    // Blocks break the line by themselves.
    const gap = text.slice(lines[i - 1]?.to ?? 0, from);
    if (gap !== '') last?.tokens.push({ kind: isNew || kind === 'list' ? 'hidden' : 'text', raw: gap });
    if (isNew) blocks.push(block);
    // One by one: so many arguments as a hostile line has tokens, no call takes.
    for (const token of fence?.tokens ?? lineTokens(text, line, kind, inline)) block.tokens.push(token);
    if (fence !== undefined) i = fence.last;
  }
  return blocks.map(({ kind, tokens }) => ({ kind, tokens: joined(tokens) }));
}

/** Without their line ends. */
function linesOf(text: string, cost: Cost): readonly Line[] {
  const lines: Line[] = [];
  for (let from = 0; from <= text.length;) {
    cost.steps += 1;
    const found = text.indexOf('\n', from);
    const end = found < 0 ? text.length : found;
    const isPair = found > from && text.charAt(end - 1) === '\r';
    lines.push({ from, to: isPair ? end - 1 : end });
    from = end + 1;
  }
  cost.steps += text.length;
  return lines;
}

function kindOf(text: string, { from, to }: Line): 'text' | 'quote' | 'list' {
  const sign = text.charAt(from);
  if (sign === '>' && (to === from + 1 || text.charAt(from + 1) === ' ')) return 'quote';
  return markerLength(text, from, to) > 0 ? 'list' : 'text';
}

/** How long the `- ` or `12. ` of an item with words in it is; 0 where there is none. */
function markerLength(text: string, from: number, to: number): number {
  const [marker = ''] = /^(?:-|\d{1,3}\.) (?=\S)/.exec(text.slice(from, Math.min(to, from + 6))) ?? [];
  return marker.length;
}

function lineTokens(text: string, line: Line, kind: Block['kind'], inline: InlineScanner): readonly Token[] {
  if (kind === 'quote') {
    const length = text.startsWith('> ', line.from) && line.to > line.from + 1 ? 2 : 1;
    const raw = text.slice(line.from, line.from + length);
    return [{ kind: 'hidden', raw }, ...inline.tokensOf({ from: line.from + length, to: line.to })];
  }
  if (kind === 'list') {
    const raw = text.slice(line.from, line.from + markerLength(text, line.from, line.to));
    const number = raw === '- ' ? undefined : Number.parseInt(raw, 10);
    return [{ kind: 'item', raw, number }, ...inline.tokensOf({ from: line.from + raw.length, to: line.to })];
  }
  // A backslash keeps a line from being a quote or an item.
  if (/^\\[>-] /.test(text.slice(line.from, Math.min(line.to, line.from + 3))))
    return [{ kind: 'hidden', raw: '\\' }, ...inline.tokensOf({ from: line.from + 1, to: line.to })];
  return inline.tokensOf(line);
}

/** For each line the next one, itself left out, that ends a fence; -1 where there is none. */
function closingFences(text: string, lines: readonly Line[], cost: Cost): Int32Array {
  const next = new Int32Array(lines.length).fill(-1);
  let found = -1;
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    cost.steps += 1;
    next[i] = found;
    const line = lines[i];
    if (line !== undefined && text.endsWith(FENCE, endOfWords(text, line, cost)) && line.to - line.from >= 3)
      found = i;
  }
  return next;
}

function endOfWords(text: string, { from, to }: Line, cost: Cost): number {
  let end = to;
  for (; end > from && ' \t'.includes(text.charAt(end - 1)); end -= 1) cost.steps += 1;
  return end;
}

interface Fence {
  readonly from: number;
  readonly last: number;
  readonly tokens: readonly Token[];
}
function fenceFrom(
  text: string,
  lines: readonly Line[],
  first: number,
  last: number | undefined,
): Fence | undefined {
  const [open, close] = [lines[first], lines[last ?? -1]];
  if (open === undefined || close === undefined || last === undefined) return undefined;
  if (!text.startsWith(FENCE, open.from)) return undefined;
  const head = text.slice(open.from + 3, open.to);
  if (head.includes('`')) return undefined;
  // Behind the fence may stand a language, which is not shown, or the code itself.
  const isLanguage = head.length <= 24 && /^[\w+#.-]*\s*$/.test(head);
  const from = isLanguage ? (lines[first + 1]?.from ?? open.to) : open.from + 3;
  const closeAt = close.from + text.slice(close.from, close.to).trimEnd().length - 3;
  const to = closeAt === close.from ? (lines[last - 1]?.to ?? closeAt) : closeAt;
  if (to <= from || text.slice(from, to).trim() === '') return undefined;
  return {
    from: open.from,
    last,
    tokens: [
      { kind: 'hidden', raw: text.slice(open.from, from) },
      { kind: 'text', raw: text.slice(from, to) },
      { kind: 'hidden', raw: text.slice(to, close.to) },
    ],
  };
}

/** Neighbouring texts as one. */
function joined(tokens: readonly Token[]): readonly Token[] {
  const out: Token[] = [];
  let texts: string[] = [];
  const flush = (): void => {
    if (texts.length > 0) out.push({ kind: 'text', raw: texts.join('') });
    texts = [];
  };
  for (const token of tokens)
    if (token.kind === 'text') texts.push(token.raw);
    else {
      flush();
      out.push(token);
    }
  flush();
  return out;
}
