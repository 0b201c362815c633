// What the network carries before the first picture, and all that a chat needs, in brotli bytes of the built app.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Ground } from '../main.ts';
import { most, plainRow, type Row } from '../rows.ts';

/** What is loaded for a chat besides the entry: its view, and the two kinds of workers. */
const FOR_A_CHAT = [/^chat-/, /^engine\.worker-/, /^crypto\.worker-/];
/** `import{…}from"./x.js"`, `import"./x.js"` and `export…from"./x.js"`; not `import("./x.js")`, which comes later. */
const IMPORT = /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{][^"'`();]*?from)?\s*["'`]\.\/([^"'`]+\.js)["'`]/g;

const brotli = (path: string): number =>
  brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** Adds a file of `assets` and all that it imports at once. */
function follow(assets: string, name: string, found: Set<string>): void {
  if (found.has(name)) return;
  found.add(name);
  const code = readFileSync(join(assets, name), 'utf8');
  for (const [, next = ''] of code.matchAll(IMPORT)) follow(assets, next, found);
}

export function bytesRows({ app }: Ground): Promise<readonly Row[]> {
  const assets = join(app, 'assets');
  const html = readFileSync(join(app, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="(?:\.\/)?assets\/([^"]+)"/g)].map(([, name = '']) => name);
  const all = readdirSync(assets);
  const scripts = new Set<string>();
  for (const name of named) if (name.endsWith('.js')) follow(assets, name, scripts);
  const chat = new Set(scripts);
  for (const kind of FOR_A_CHAT) {
    const file = all.find((name) => kind.test(name) && name.endsWith('.js'));
    if (file === undefined) throw new Error(`the build has no file ${kind.source}`);
    follow(assets, file, chat);
  }
  const row = (name: string, what: string, goal: Row['goal'], files: Iterable<string>): Row => {
    const sizes = [...files].map((file) => brotli(join(assets, file)));
    const sum = sizes.reduce((before, size) => before + size, 0);
    return plainRow({ name, what, goal }, 'bytes', [sum], `${sizes.length} files`);
  };
  const styles = named.filter((name) => name.endsWith('.css'));
  return Promise.resolve([
    row('first script', 'of the page, brotli', most(30_000), scripts),
    row('first style', 'of the page, brotli', most(10_000), styles),
    row('all for a chat', 'scripts of page and workers, brotli', most(70_000), chat),
  ]);
}
