// `npm run bench`: builds the bench page and its driver into build/bench/, then runs the driver. The page imports the
// product's own workers, port and model; nothing in the product knows of it. See README.md beside this file.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchPersistentChromium } from '../support/chromium.mjs';
import { buildBench } from './build.mjs';

const root = join(import.meta.dirname, '../..');
const out = join(root, 'build/bench');
const words = process.argv.slice(2);
await buildBench(root, out, words.includes('--profile'));
const { main } = await import(pathToFileURL(join(out, 'driver/main.mjs')).href);
const browser = { launch: launchPersistentChromium };
process.exitCode = await main({ root, out, browser, words });
// A socket or timer that some row left behind must not keep the process.
process.exit();
