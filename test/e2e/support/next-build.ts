// The app once more, as its next version: built from the same sources with another build id.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ROOT, scratchFolder } from './paths.ts';

/** Builds it into a folder of its own; answers that folder. */
export async function buildNext(buildId: string): Promise<string> {
  const folder = scratchFolder('next');
  const options = {
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    define: { __BUILD_ID__: JSON.stringify(buildId) },
    build: { outDir: folder, emptyOutDir: true },
  };
  const vite = pathToFileURL(join(ROOT, 'node_modules/vite/dist/node/index.js')).href;
  const script = `const { build } = await import(${JSON.stringify(vite)}); await build(${JSON.stringify(options)});`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', VITEST: '' },
  });
  return folder;
}
