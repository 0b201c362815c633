// Long messages folded: how much of one is shown before somebody asks for the rest.
import type { Block, Token } from './tokens.ts';

const LINES = 12;
const SIGNS = 1200;
/** What is left must be worth a button. */
const SPARE_LINES = 3;
const SPARE_SIGNS = 240;

/** The beginning of a long text; undefined when there is no need to fold. */
export function beginningOf(blocks: readonly Block[]): readonly Block[] | undefined {
  const room = { lines: LINES + SPARE_LINES, signs: SIGNS + SPARE_SIGNS };
  if (taken(blocks, room) === undefined) return undefined;
  return taken(blocks, { lines: LINES, signs: SIGNS });
}

interface Room {
  lines: number;
  signs: number;
}

/** As many blocks as there is room for; undefined when that is all of them. */
function taken(blocks: readonly Block[], room: Room): readonly Block[] | undefined {
  const out: Block[] = [];
  for (const block of blocks) {
    const tokens: Token[] = [];
    out.push({ kind: block.kind, tokens });
    if (block.kind !== 'list') room.lines -= 1;
    for (const token of block.tokens) {
      const isOver = !take(token, room);
      if (isOver || room.lines < 0) {
        tokens.push({
          kind: 'text',
          raw: token.kind === 'text' ? `${firstOf(token.raw, room)}\u2026` : '\u2026',
        });
        return out;
      }
      tokens.push(token);
    }
  }
  return undefined;
}

/** Makes room for a token; false when there is too little. */
function take(token: Token, room: Room): boolean {
  if (token.kind === 'hidden') return true;
  if (token.kind === 'item') {
    room.lines -= 1;
    return room.lines >= 0;
  }
  const lines = token.kind === 'text' ? token.raw.split('\n', room.lines + 2).length - 1 : 0;
  if (lines > room.lines || token.raw.length > room.signs) return false;
  room.lines -= lines;
  room.signs -= token.raw.length;
  return true;
}

/** The beginning of a text that fits, up to a word's end where one is near. */
function firstOf(raw: string, room: Room): string {
  const some = raw
    .slice(0, room.signs)
    .split('\n')
    .slice(0, room.lines + 1)
    .join('\n');
  if (some.length < room.signs) return some;
  const blank = some.search(/\s\S{0,40}$/);
  if (blank > 0) return some.slice(0, blank);
  return some.replace(/[\ud800-\udbff]$/, '');
}
