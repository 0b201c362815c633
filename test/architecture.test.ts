// The map in src/README.md, executable: who may import whom, and why; and what stands nowhere in src.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSource, readSources, type SourceFile } from './support/source-facts.ts';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = readSources(join(ROOT, 'src'));

/** What a room may import besides itself: rooms, `(types)` for those that must vanish at build time, packages. */
interface Rule {
  readonly rooms: readonly string[];
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
  readonly why: string;
}
const CORE = ['lib', 'protocol', 'crypto', 'domain', 'wire', 'store'];
const RULES: Readonly<Record<string, Rule>> = {
  lib: { rooms: [], why: 'lib holds words of no domain; it is below everything' },
  protocol: { rooms: ['lib'], why: 'protocol is OLAF as data: no I/O, no keys, no chat' },
  crypto: {
    rooms: ['lib'],
    why: 'crypto takes keys and bytes and gives bytes; it knows no frame and no chat',
  },
  domain: { rooms: ['lib'], types: ['protocol'], why: 'domain is nouns and pure rules' },
  wire: { rooms: ['lib', 'protocol'], why: 'wire carries frames; it opens none' },
  store: {
    rooms: ['lib', 'domain'],
    packages: ['idb'],
    why: 'store keeps rows; it never awaits crypto in a transaction',
  },
  engine: {
    rooms: CORE,
    packages: ['fflate'],
    why: 'engine tells the story; it has no DOM and no view',
  },
  ui: {
    rooms: ['lib'],
    types: ['domain', 'engine/port.ts', 'engine/port'],
    packages: ['preact', 'preact/hooks', '@preact/signals', 'qr', 'qr/decode.js'],
    why: 'the page holds no key, no socket and no database: it knows the engine by its port only',
  },
  pwa: {
    rooms: ['lib'],
    types: ['engine/port.ts', 'engine/port'],
    packages: ['workbox-precaching'],
    why: 'pwa is about the app as a thing that is installed; it knows nobody’s messages',
  },
  relay: {
    rooms: ['lib', 'protocol', 'crypto'],
    packages: ['ws', '@fastify/busboy', 'node:*'],
    why: 'relay is the server role: it stands on the same protocol and crypto and shares nothing else',
  },
};

function fits(target: string, list: readonly string[]): boolean {
  return list.some((entry) =>
    entry.endsWith('*')
      ? target.startsWith(entry.slice(0, -1))
      : target === entry || target.startsWith(`${entry}/`),
  );
}

/** One sentence for each import that goes against the arrows. */
function wrongArrows(file: SourceFile): string[] {
  if (file.room === undefined) return []; // main.tsx is the composition root and sees every room
  const rule = RULES[file.room];
  if (rule === undefined)
    return [`src/${file.path} lies in no known room; the rooms are ${Object.keys(RULES).join(', ')}`];
  const own = file.room;
  return file.imports.flatMap(({ target, isRelative, isType }) => {
    const where = `src/${file.path} imports ${target}`;
    if (!isRelative)
      return fits(target, rule.packages ?? [])
        ? []
        : [`${where}, a package that ${own} does not have: ${rule.why}`];
    if (fits(target, [own, ...rule.rooms])) return [];
    if (!fits(target, rule.types ?? [])) return [`${where}: ${rule.why}`];
    return isType ? [] : [`${where} as a value, of which it may have the types only: ${rule.why}`];
  });
}

/** `as` is for `as const`, and for a brand, which one function of a room makes; all else wants a type guard. */
function wrongAssertions(files: readonly SourceFile[]): string[] {
  const brands = new Set(files.flatMap((file) => file.brands));
  const made = new Map<string, string>();
  return files.flatMap((file) =>
    file.assertions.flatMap(({ line, what }) => {
      const where = `src/${file.path}:${line}`;
      if (!brands.has(what)) return [`${where} \`as ${what}\`: write a type guard; only brands are asserted`];
      const key = `${file.room} ${what}`;
      const before = made.get(key);
      made.set(key, where);
      return before === undefined
        ? []
        : [`${where} makes the brand ${what}, which ${before} does for this room already`];
    }),
  );
}

describe('the rooms', () => {
  it('import along the arrows only', () => {
    expect(SOURCES.flatMap(wrongArrows)).toEqual([]);
  });

  it('contain nothing that stands nowhere', () => {
    const findings = SOURCES.flatMap((file) =>
      file.findings.map(({ line, what }) => `src/${file.path}:${line} ${what}`),
    );
    expect(findings).toEqual([]);
  });

  it('assert types only to make a brand, each in one place of a room', () => {
    expect(wrongAssertions(SOURCES)).toEqual([]);
  });

  it('say in each file’s first line what the file is for', () => {
    expect(SOURCES.filter((file) => !/^\/[/*]/.test(file.text)).map((file) => file.path)).toEqual([]);
  });

  it('start workers through the one policy only', () => {
    const makers = SOURCES.filter((file) => file.text.includes('createPolicy(')).map((file) => file.path);
    expect(makers).toEqual(['lib/trusted-url.ts']);
  });
});

describe('the reader of sources itself', () => {
  const arrowsOf = (path: string, text: string): string[] => wrongArrows(readSource(path, text));
  it('sees every way to import', () => {
    expect(arrowsOf('protocol/a.ts', "import { b } from '../crypto/b.ts';")).toHaveLength(1);
    expect(arrowsOf('protocol/a.ts', "export * from '../crypto/b.ts';")).toHaveLength(1);
    expect(arrowsOf('protocol/a.ts', "const b = import('../crypto/b.ts');")).toHaveLength(1);
    expect(arrowsOf('protocol/a.ts', "type B = import('../crypto/b.ts').B;")).toHaveLength(1);
    expect(arrowsOf('pwa/a.ts', "import url from '../engine/engine.worker.ts?worker&url';")).toHaveLength(1);
    expect(arrowsOf('lib/a.ts', "import { openDB } from 'idb';")).toHaveLength(1);
    expect(arrowsOf('ui/a.ts', "import { portError } from '../engine/port.ts';")).toHaveLength(1);
    expect(arrowsOf('ui/a.ts', "import { type Me } from '../engine/port.ts';")).toEqual([]);
    expect(arrowsOf('ui/a.ts', "import type { Self } from '../engine/parts.ts';")).toHaveLength(1);
    expect(arrowsOf('relay/a.ts', "import { createServer } from 'node:http';")).toEqual([]);
  });
  it('sees every forbidden form', () => {
    const forms = [
      'let a: any;',
      'enum A { B }',
      'export default 1;',
      'a!.b;',
      'a.innerHTML = b;',
      "a['b'].insertAdjacentHTML('x', 'y');",
      'const a = <b dangerouslySetInnerHTML={{ __html: c }} />;',
      'document.write(a);',
      'Math.random();',
      'eval(a);',
      'new Function(a);',
      "const a = 'https://cdn.evil.net/x.js';",
      'const a = `wss://${b}.evil.net`, c = `https://evil.net/${b}`;',
      '// oxlint-disable-next-line\na();',
    ];
    expect(forms.filter((form) => readSource('lib/a.tsx', form).findings.length === 0)).toEqual([]);
  });
  it('sees every assertion, and lets a room make a brand once', () => {
    const brand = readSource(
      'lib/pem.ts',
      "type Pem = Brand<string, 'Pem'>; const a = ['x'] as const; const b = c as Pem;",
    );
    expect(wrongAssertions([brand])).toEqual([]);
    expect(wrongAssertions([brand, readSource('lib/a.ts', 'const a = b as Pem;')])).toHaveLength(1);
    expect(wrongAssertions([brand, readSource('wire/a.ts', 'const a = b as Pem;')])).toEqual([]);
    expect(wrongAssertions([readSource('lib/a.ts', 'const a = b as unknown as Shape;')])).toHaveLength(2);
    expect(wrongAssertions([readSource('lib/a.ts', 'const a = b as { c: 1 };')])).toHaveLength(1);
  });
  it('lets ordinary code pass', () => {
    const text =
      "type Pem = Brand<string, 'Pem'>; const a = ['x'] as const; const b = c as Pem; const d = 'http://www.w3.org/2000/svg';";
    expect(readSource('lib/a.ts', text).findings).toEqual([]);
  });
});

describe('the dependencies', () => {
  interface Locked {
    readonly resolved?: string;
    readonly integrity?: string;
    readonly hasInstallScript?: boolean;
    readonly dev?: boolean;
    readonly optional?: boolean;
    readonly os?: readonly string[];
  }
  const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
  const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
  const locked = Object.entries(packages).filter(([path]) => path !== '');

  it('of the running programs are those of the README, each with its reason there', () => {
    const { dependencies } = read('package.json') as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies).sort()).toEqual([
      '@fastify/busboy',
      '@preact/signals',
      'fflate',
      'idb',
      'preact',
      'qr',
      'workbox-precaching',
      'ws',
    ]);
  });

  it('are locked by hash and by no registry’s address', () => {
    // Tools' parts for other systems stand in the lock so that `npm ci` works there; not every mirror has their hashes.
    const isForeignPart = (entry: Locked): boolean =>
      entry.dev === true && entry.optional === true && entry.os?.includes('linux') === false;
    const isRarePart = (path: string): boolean =>
      /^node_modules\/@(?:oxfmt|oxlint|rollup)\/(?:binding|rollup)-linux-(?!(?:x64|arm64)-gnu$)/.test(path);
    const unlocked = locked.filter(
      ([path, entry]) => entry.integrity === undefined && !isForeignPart(entry) && !isRarePart(path),
    );
    expect(unlocked.map(([path]) => path)).toEqual([]);
    expect(locked.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('are all in the lock, so that `npm ci` works', () => {
    const { packages: all } = read('package-lock.json') as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const missing = Object.values(all).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies).filter((name) => all[`node_modules/${name}`] === undefined),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  it('of the running programs run nothing when they are installed', () => {
    expect(
      locked
        .filter(([, entry]) => entry.dev !== true && entry.hasInstallScript === true)
        .map(([path]) => path),
    ).toEqual([]);
  });

  it('hold one preact, not a second one of another version', () => {
    expect(copiesOf('preact', join(ROOT, 'node_modules'))).toEqual([join(ROOT, 'node_modules/preact')]);
  });
});

/** Every folder of that package below `modules`, however deep it is nested. */
function copiesOf(name: string, modules: string): string[] {
  if (!existsSync(modules)) return [];
  const folders = readdirSync(modules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap((entry) =>
      entry.name.startsWith('@')
        ? readdirSync(join(modules, entry.name)).map((inner) => join(modules, entry.name, inner))
        : [join(modules, entry.name)],
    );
  return folders.flatMap((folder) => [
    ...(folder === join(modules, name) ? [folder] : []),
    ...copiesOf(name, join(folder, 'node_modules')),
  ]);
}
