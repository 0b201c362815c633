// What a built app is made of: which files are there at once, which come later, and what they weigh on the network.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { parseSync } from 'vite';

/** Files are named from the folder of the build: `assets/index-….js`. */
export interface BuiltApp {
  /** All files. */
  readonly files: readonly string[];
  /** Scripts and styles before the first picture. */
  readonly firstLoad: ReadonlySet<string>;
  readonly styles: readonly string[];
  /** All that ever runs in the page. */
  readonly page: ReadonlySet<string>;
  /** Workers the first load starts, and all that runs in workers from their start. */
  readonly startsWorkers: readonly string[];
  readonly workers: ReadonlySet<string>;
  /**
   * All that somebody with an identity needs to get a direct message sent: the first load (with the list of chats), the
   * views of people and of a chat, and what the workers start with. Style counts apart.
   */
  readonly forChat: ReadonlySet<string>;
  readonly text: (name: string) => string;
  /** Brotli bytes, quality 11. */
  readonly weight: (names: Iterable<string>) => number;
}

/** Views without which nobody can be written to; the build makes one file of them. */
const CHAT_VIEWS = /^assets\/chat-[\w-]{8}\.js$/;

interface Links {
  readonly now: readonly string[];
  readonly later: readonly string[];
  readonly workers: readonly string[];
}

/** @param folder Where the build lies. */
export function builtApp(folder: string): BuiltApp {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  /** `entries` and what they take in by the given links, all the way. */
  const closure = (entries: readonly string[], kinds: readonly (keyof Links)[]): Set<string> => {
    const seen = new Set<string>();
    const queue = [...entries];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      const links = linksOf(name, text(name));
      for (const kind of kinds) queue.push(...links[kind]);
    }
    return seen;
  };
  const html = text('index.html');
  const named = (pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([, name = '']) => name);
  const entries = named(/<script[^>]+src="\.\/([^"]+)"/g);
  const firstLoad = closure(entries, ['now']);
  const links = [...firstLoad].map((name) => linksOf(name, text(name)));
  const views = new Set(links.flatMap(({ later }) => later.filter((chunk) => CHAT_VIEWS.test(chunk))));
  if (views.size !== 1)
    throw new Error(`the first load imports ${views.size} files with the views of a chat`);
  const startsWorkers = links.flatMap((link) => link.workers);
  const workers = closure(startsWorkers, ['now', 'workers']);
  return {
    files,
    firstLoad,
    styles: named(/<link[^>]+href="\.\/([^"]+\.css)"/g),
    page: closure(entries, ['now', 'later']),
    startsWorkers,
    workers,
    forChat: new Set([...firstLoad, ...closure([...views], ['now']), ...workers]),
    text,
    weight: (names) =>
      [...names].reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(folder, name))).length, 0),
  };
}

/** What a script takes in: at once, by `import()`, and as workers. */
function linksOf(name: string, source: string): Links {
  const { module } = parseSync(name, source);
  const beside = (specifier: string): string =>
    join('assets', specifier.replaceAll(/^['"`]?(?:\.\/)?|['"`]$/g, ''));
  return {
    now: [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...module.staticExports.flatMap(({ entries }) =>
        entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
      ),
    ].map(beside),
    later: module.dynamicImports.map(({ moduleRequest: { start, end } }) => beside(source.slice(start, end))),
    workers: [...source.matchAll(/new URL\([`"']([^`"']+\.js)[`"'],\s*import\.meta\.url\)/g)].map(
      ([, to = '']) => beside(to),
    ),
  };
}
