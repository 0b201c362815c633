// Builds the bench page as the product is built (production mode, same targets, module workers), and the driver for Node.
import { join } from 'node:path';
import { build } from 'vite';

/** As in vite.config.ts. */
const BROWSERS = ['chrome125', 'firefox128', 'safari18'];
const WORKERS = 'const CRYPTO_WORKERS = 2;';

const define = { __BUILD_TIME__: '1767225600', __BUILD_ID__: JSON.stringify('0.0.0+bench') };

/** The one thing the bench changes in the product: how many crypto workers there are comes from the worker's name. */
const workersByName = () => ({
  name: 'bench:workers-by-name',
  /** @param {string} code @param {string} id */
  transform(code, id) {
    if (!id.split('?')[0]?.endsWith('/src/engine/engine.worker.ts')) return undefined;
    if (!code.includes(WORKERS)) throw new Error(`engine.worker.ts: "${WORKERS}" is not there any more`);
    return code.replace(WORKERS, "const CRYPTO_WORKERS = Number(self.name || '2');");
  },
});

/** @param {string} root */
const productEngine = (root) => ({
  name: 'bench:product-engine',
  enforce: /** @type {const} */ ('pre'),
  /** @param {string} id */
  resolveId(id) {
    return id === 'product:engine' ? join(root, 'src/engine/engine.worker.ts') : undefined;
  },
});

/**
 * @param {string} root @param {string} out
 * @param {boolean} readable Keeps the names of functions, for profiles.
 */
export async function buildBench(root, out, readable) {
  await build({
    configFile: false,
    root: join(root, 'test/bench/page'),
    base: './',
    mode: 'production',
    logLevel: 'warn',
    publicDir: join(root, 'public'),
    define,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es', plugins: () => [productEngine(root), workersByName()] },
    build: {
      outDir: join(out, 'page'),
      emptyOutDir: true,
      ...(readable && { minify: false }),
      target: BROWSERS,
      cssTarget: BROWSERS,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    define,
    ssr: { target: 'node', external: true },
    build: {
      ssr: 'test/bench/driver/main.ts',
      outDir: join(out, 'driver'),
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'main.mjs', format: 'es', codeSplitting: false } },
    },
  });
}
