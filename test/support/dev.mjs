// `npm run dev`: the app by the dev server, which reloads as you type, and beside it a relay, built anew and started
// again whenever its sources change. Arguments go to the relay.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, createServer } from 'vite';

const root = join(import.meta.dirname, '../..');
const RELAY_PORT = '8080';

const app = await createServer({ root });
await app.listen();
app.printUrls();
const own = app.resolvedUrls?.local.map((url) => new URL(url).origin) ?? [];
const given = process.argv.slice(2);
const args = [
  ...(given.includes('--port') ? [] : ['--port', RELAY_PORT]),
  ...own.flatMap((origin) => ['--origin', origin]),
  ...given,
];

/** @type {import('node:child_process').ChildProcess | undefined} */
let relay;
function startRelay() {
  const start = () => {
    relay = spawn(process.execPath, [join(root, 'build/relay.mjs'), ...args], { stdio: 'inherit' });
  };
  if (relay === undefined || relay.exitCode !== null || relay.signalCode !== null) return start();
  relay.once('exit', start).kill();
}

const watcher = await build({ root, mode: 'relay', logLevel: 'warn', build: { watch: {} } });
if ('on' in watcher)
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END') startRelay();
    if (event.code === 'ERROR') console.error(event.error.message);
  });

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    relay?.removeAllListeners('exit').kill();
    process.exit();
  });
