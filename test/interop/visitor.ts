// A whole Porchlight in Node that visits stand-ins as its user would: types the address, and waits.
import type { ConnectionView, ServerRef } from '../../src/engine/port/connection.ts';
import type { Platform } from '../../src/engine/platform.ts';
import { nodePlatform, startRig, type Rig } from '../support/engine-rig.ts';
import type { StandIn } from './stand-in.ts';

const running: { close(): Promise<void> }[] = [];

/** Call it after each test. */
export async function closeAll(): Promise<void> {
  for (const one of running.splice(0).reverse()) await one.close();
}

export async function opened<Server extends StandIn>(server: Server): Promise<Server> {
  running.push(server);
  await server.start();
  return server;
}

export const refOf = (server: StandIn): ServerRef => ({ address: server.address, scheme: 'ws' });

/** Somebody with an identity and no server yet. */
export async function visitor(name = 'Anna', platform: Platform = nodePlatform()): Promise<Rig> {
  const rig = await startRig(platform);
  running.push(rig.engine);
  await rig.engine.createIdentity(name);
  await rig.engine.finishIdentity();
  return rig;
}

/** The same profile after a restart. */
export async function again(rig: Rig): Promise<Rig> {
  await rig.engine.close();
  const next = await startRig(rig.platform);
  running.push(next.engine);
  return next;
}

export const viewsOf = (rig: Rig): readonly ConnectionView[] =>
  rig.events.flatMap((event) => (event.type === 'connection' ? [event.connection] : []));

export const isOnline = (rig: Rig): boolean => rig.last('connection')?.connection.phase === 'online';

/** Connects and waits until the light is on; gives the milliseconds it took. */
export async function joins(rig: Rig, server: StandIn, ms: number): Promise<number> {
  const began = performance.now();
  await rig.engine.connect(refOf(server));
  await rig.until(`online at ${server.label()}`, () => isOnline(rig) && servers(rig).length > 0, ms);
  return performance.now() - began;
}

export const servers = (rig: Rig): readonly { readonly speaks?: string; readonly address: string }[] =>
  rig.last('servers')?.servers ?? [];
