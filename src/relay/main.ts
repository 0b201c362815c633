// `relay`: reads the flags, starts, says where it is to be found, and stops cleanly when told to.
import { readFlags } from './flags.ts';
import { startRelay, type Relay, type RelayOptions } from './relay.ts';

function announce(relay: Relay): void {
  console.log(`Relay at ${relay.url}`);
  console.log(`  its name in lists: ${relay.address}`);
  console.log(`  its fingerprint:   ${relay.fingerprint}`);
}

function stopOnSignal(relay: Relay): void {
  let stopping = false;
  const stop = (): void => {
    // A second signal does not wait for anybody.
    if (stopping) process.exit(1);
    stopping = true;
    relay.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function run(options: RelayOptions): Promise<void> {
  try {
    const relay = await startRelay(options);
    stopOnSignal(relay);
    announce(relay);
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'could not start');
    process.exit(2);
  }
}

const flags = readFlags(process.argv.slice(2));
if (flags.kind === 'help') {
  console.log(flags.text);
} else if (flags.kind === 'wrong') {
  console.error(flags.message);
  process.exit(2);
} else {
  await run(flags.options);
}
