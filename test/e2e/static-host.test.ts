// The app from a plain file server, in a folder, without one header of its own, with the relay somewhere else.
import { beforeAll, expect, it } from 'vitest';
import { onBothLoads } from './support/both-loads.ts';
import { bytesOf, fetchFile, saveFile, sendFile } from './support/meeting.ts';
import { DIST } from './support/paths.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { startStaticHost, type StaticHost } from './support/static-host.ts';
import {
  expectMessage,
  join,
  makeIdentity,
  openChatWith,
  personOf,
  say,
  type Person,
} from './support/steps.ts';
import { openUser } from './support/user.ts';

onBothLoads('on a static host under /some/folder/', (controlledBySw) => {
  let host: StaticHost;
  let relay: RelayProcess;
  const people: Person[] = [];
  beforeAll(async () => {
    host = await startStaticHost({ root: DIST });
    relay = await startRelayProcess({ args: ['--origin', host.origin] });
  });

  it('asks nobody for anything until a server was chosen, and then only that one', async () => {
    for (const name of ['Anna', 'Mira']) {
      const user = await openUser({ name, baseUrl: host.url, controlledBySw });
      await makeIdentity(user.page, name);
      expect([...user.guard.hosts]).toEqual([new URL(host.url).host]);
      user.guard.allowHost(relay.address);
      await join(user.page, relay.address);
      people.push(await personOf(user, name));
    }
  });

  it('carries a chat and a file, over another origin than the page’s', async () => {
    const [anna, mira] = people;
    if (anna === undefined || mira === undefined) throw new Error('nobody came');
    await openChatWith(anna.page, mira);
    await openChatWith(mira.page, anna);
    await say(anna.page, 'From a folder, with love');
    await expectMessage(mira.page, 'From a folder, with love');
    await say(mira.page, 'It arrived');
    await expectMessage(anna.page, 'It arrived');
    const file = { name: 'notes.txt', buffer: Buffer.from('over the fence\n') };
    await sendFile(anna.page, file);
    await fetchFile(mira.page, file.name);
    expect(await bytesOf(await saveFile(mira.page, file.name))).toEqual(file.buffer);
    for (const { user } of [anna, mira])
      expect([...user.guard.hosts].sort()).toEqual([new URL(host.url).host, relay.address].sort());
  });

  it('stays in its folder: no path outside it was asked for', () => {
    const outside = host.requests.filter(
      (path) => !path.startsWith('/some/folder/') && path !== '/favicon.ico',
    );
    expect(outside).toEqual([]);
  });
});
