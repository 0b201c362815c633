// One configuration: the app (default), the relay (`--mode relay`) and the tests.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { minify, type MinifyOptions } from 'terser';
import terserPackage from 'terser/package.json' with { type: 'json' };
import type { Plugin, UserConfig } from 'vite';
import { type ManifestOptions, VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { META_POLICY } from './src/lib/security-headers.ts';
import { MANIFEST } from './src/pwa/manifest.ts';
import './test/support/node-20.mjs';

const ROOT = import.meta.dirname;
/** What the design needs: light-dark(), popover, module workers (DESIGN.md, PRODUCT.md §2). */
const BROWSERS = ['chrome125', 'firefox128', 'safari18'];

/** Seconds since 1970: SOURCE_DATE_EPOCH, else the last commit's (so that two clones build the same), else now. */
function buildTime(): number {
  const given = Number(process.env['SOURCE_DATE_EPOCH']);
  if (Number.isSafeInteger(given) && given > 0) return given;
  try {
    const told = execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (Number(told) > 0) return Number(told);
  } catch {
    // No git, or no commit yet: an unpacked archive.
  }
  return Math.floor(Date.now() / 1000);
}

/** Version and a hash of everything the build is made from: the same sources give the same id, with or without git. */
function buildId(): string {
  const hash = createHash('sha256');
  const filesIn = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const files = ['index.html', 'package.json', 'package-lock.json', 'vite.config.ts'].map((name) =>
    join(ROOT, name),
  );
  for (const file of [...files, ...filesIn('src'), ...filesIn('public')].sort())
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file));
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return `${version}+${hash.digest('hex').slice(0, 8)}`;
}

/** Only in a build: the dev server needs inline scripts of its own. */
const metaPolicy: Plugin = {
  name: 'porchlight:meta-policy',
  apply: 'build',
  transformIndexHtml: (html) => {
    const charset = '<meta charset="utf-8" />';
    if (!html.includes(charset))
      throw new Error('index.html: the policy goes right after the charset, which is missing');
    return html.replace(
      charset,
      () => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${META_POLICY}" />`,
    );
  },
};

/** Nothing that could change what the code does: no option that terser calls unsafe. */
const SMALLEST: MinifyOptions = { ecma: 2020, module: true, compress: { passes: 3 } };

/** Scripts once more through terser, after all else: a kilobyte less of what a chat needs than the built-in minifier alone. */
const smallest = (): Plugin => ({
  name: 'porchlight:smallest',
  apply: 'build',
  // A file's name tells its content: another terser, another name.
  augmentChunkHash: () => `${terserPackage.version} ${JSON.stringify(SMALLEST)}`,
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk') file.code = (await minify(file.code, SMALLEST)).code ?? file.code;
    },
  },
});

/** Ours instead of Vite's helper around `import()`. */
const fetchBeside: Plugin = {
  name: 'porchlight:fetch-beside',
  apply: 'build',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js'
      ? `export { fetchBeside as __vitePreload } from ${JSON.stringify(join(ROOT, 'src/ui/fetch-beside.ts'))};`
      : undefined,
};

/** The service worker installs only what was built: each precached file is fetched against its hash (T41). */
function withIntegrity<Entry extends { url: string }>(
  entries: Entry[],
  folder: string,
): { manifest: (Entry & { integrity: string })[] } {
  const hashOf = (url: string): string =>
    `sha256-${createHash('sha256')
      .update(readFileSync(join(folder, url)))
      .digest('base64')}`;
  return { manifest: entries.map((entry) => ({ ...entry, integrity: hashOf(entry.url) })) };
}

function pwa() {
  let folder = join(ROOT, 'dist');
  const screenshots = MANIFEST.screenshots.filter((shot) => existsSync(join(ROOT, 'public', shot.src)));
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/pwa',
    filename: 'sw.ts',
    registerType: 'prompt',
    injectRegister: false,
    includeManifestIcons: false,
    manifest: { ...MANIFEST, screenshots } as unknown as Partial<ManifestOptions>,
    injectManifest: {
      rollupFormat: 'iife',
      globPatterns: ['**/*.{html,js,css,svg,woff2}', 'icons/icon-192.png'],
      manifestTransforms: [(entries) => withIntegrity(entries, folder)],
    },
    integration: {
      configureOptions: ({ root, build }) => {
        folder = resolve(root, build.outDir);
      },
      configureCustomSWViteBuild: (options) => {
        options.logLevel = 'warn';
      },
    },
  });
}

const define = () => ({ __BUILD_TIME__: String(buildTime()), __BUILD_ID__: JSON.stringify(buildId()) });

/** What the page starts with is one file: what views share with it would else be many small ones, which compress badly. */
const FIRST_LOAD = {
  name: 'first',
  test: /index\.html$|src\/main\.tsx$/,
  includeDependenciesRecursively: true,
};

/** The next tap after the list of chats: a chat, or the people to start one with. One file, fetched when the page is idle. */
const NEXT_TAP = {
  name: 'chat',
  test: /src\/ui\/(?:chat\/chat|people\/people)\.tsx$/,
  includeDependenciesRecursively: true,
};

/** What a first visit leads through, when nothing is kept yet. */
const FIRST_VISIT = /assets\/(?:welcome|connect)-/;

/** Small things that several of the rarer views share. */
const SHARED = {
  name: 'shared',
  test: /src\/ui\/(?:ios|parts\/(?:more-shapes|dialog|name-dialog|banner|cells|check-list|use-rehearsal)|words\/(?:formats-more|with-you))\.tsx?$/,
  includeDependenciesRecursively: true,
};

/**
 * What is fetched together with a part instead of after it: its style, and on a first visit all it takes in. Elsewhere the
 * list, which the page carries, costs more than it saves: the service worker has those files.
 */
const besides = (part: string, files: string[]): string[] =>
  FIRST_VISIT.test(part) ? files : files.filter((file) => file.endsWith('.css'));

/**
 * The engine's worker and the crypto workers are built together, so that what both need is shipped once: `common` is what
 * a crypto worker runs on, `engine` the rest of what the engine starts with. What they import() stays apart.
 */
function workers(): NonNullable<UserConfig['worker']> {
  const all = { includeDependenciesRecursively: true };
  return {
    format: 'es',
    plugins: () => [cryptoWorkerBeside(), smallest()],
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'common', test: /src\/crypto\/serve-crypto\.ts$/, priority: 2, ...all },
            { name: 'engine', test: /src\/engine\/engine\.worker\.ts$/, priority: 1, ...all },
          ],
        },
      },
    },
  };
}

/** Makes `crypto.worker.ts?worker&url`, which alone would be a build of its own, a second entry of the engine's. */
function cryptoWorkerBeside(): Plugin {
  const WANTED = /crypto\.worker\.ts\?worker&url$/;
  return {
    name: 'porchlight:crypto-worker-beside',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source) => (WANTED.test(source) ? '\0crypto-worker-url' : undefined),
    load(id) {
      if (id !== '\0crypto-worker-url') return undefined;
      // Vite takes the first entry by name for the engine's: this one's name must come after `engine.worker`
      // (bundle.test.ts looks that the page starts the right one).
      const entry = join(ROOT, 'src/crypto/crypto.worker.ts');
      const file = this.emitFile({ type: 'chunk', id: entry, name: 'worker.crypto' });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
  };
}

const app = (): UserConfig => ({
  base: './',
  plugins: [metaPolicy, fetchBeside, smallest(), pwa()],
  define: define(),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: workers(),
  build: {
    target: BROWSERS,
    cssTarget: BROWSERS,
    // An inlined asset is a data: address, which the policy does not admit.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false, resolveDependencies: besides },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { ...FIRST_LOAD, priority: 3 },
            { ...NEXT_TAP, priority: 2 },
            { ...SHARED, priority: 1 },
          ],
        },
      },
    },
  },
});

/** The relay as one file that runs where Node is, without node_modules. */
const relay = (): UserConfig => ({
  define: define(),
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/relay/main.ts',
    outDir: 'build',
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'relay.mjs', format: 'es', codeSplitting: false } },
  },
});

const ROOMS = 'lib,protocol,crypto,domain,wire,store,engine,relay,pwa,interop,support';
const tests = () => ({
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
  define: { __BUILD_TIME__: '1767225600', __BUILD_ID__: JSON.stringify('0.0.0+test') },
  test: {
    // Two cores are the yardstick (PERFORMANCE.md), also where there are more.
    maxWorkers: 2,
    // A test's own time says little on a busy machine; this only ends what hangs.
    testTimeout: 30_000,
    projects: [
      {
        extends: true as const,
        test: {
          name: 'unit',
          environment: 'node',
          include: [`test/{${ROOMS}}/**/*.test.ts`, 'test/*.test.ts'],
        },
      },
      {
        extends: true as const,
        test: {
          name: 'ui',
          environment: 'jsdom',
          include: ['test/ui/**/*.test.{ts,tsx}'],
          setupFiles: ['test/ui/support/settle.ts'],
        },
      },
      {
        extends: true as const,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/e2e/support/setup.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Two browsers and two relays on two cores: what comes, may take its time.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});

export default defineConfig(({ mode }) => {
  if (mode === 'test') return tests();
  return mode === 'relay' ? relay() : app();
});
