// `npm run vectors -- DIR`: opens every recording in DIR with the app's own receive path. One line for each program, and
// before it what was not as expected; ends with 1 when anything was not.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createServer } from 'vite';
import './node-20.mjs';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Usage: npm run vectors -- DIR');
  process.exit(2);
}
// It reads TypeScript, and goes on to when a part is imported late; nothing is served.
const vite = await createServer({
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const module = await vite.ssrLoadModule(join(import.meta.dirname, 'recordings.ts'));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort();
if (files.length === 0) console.error(`No recordings (*.json) in ${folder}`);

let isGood = files.length > 0;
for (const name of files) {
  try {
    const recording = module.readRecording(resolve(folder, name));
    const { peer, frames, framesOk, negatives, negativesOk, problems } =
      await module.checkRecording(recording);
    for (const problem of problems) console.log(`  ${problem}`);
    console.log(`${peer ?? name}: ${framesOk} of ${frames} frames, ${negativesOk} of ${negatives} negatives`);
    isGood &&= problems.length === 0;
  } catch (error) {
    console.log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    isGood = false;
  }
}
process.exit(isGood ? 0 : 1);
