// What a hostile script in the page could take: no key, no connection and no database is in its realm (issue: "the page
// holds none"). Asked of the engine of the browser itself, so that no closure hides one.
import type { CDPSession } from 'playwright-core';
import { expect, it } from 'vitest';
import { onBothLoads } from './support/both-loads.ts';
import { joinAs, targetOf } from './support/peers.ts';
import { startRelayProcess } from './support/relay-process.ts';
import { expectMessage, expectState, newPerson, say, openWritten } from './support/steps.ts';

/** How many live objects of this class are in the page's realm. */
async function alive(session: CDPSession, name: string): Promise<number> {
  const evaluate = async (expression: string): Promise<string> => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression });
    if (result.objectId === undefined)
      throw new Error(`${expression}: ${exceptionDetails?.text ?? 'no object'}`);
    return result.objectId;
  };
  const prototypeObjectId = await evaluate(`${name}.prototype`);
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  return Number(result.value);
}

const FORBIDDEN = [
  'CryptoKey',
  'WebSocket',
  'IDBOpenDBRequest',
  'IDBDatabase',
  'IDBTransaction',
  'IDBObjectStore',
];

onBothLoads('A page in which somebody chats', (controlledBySw) => {
  it('holds no key, no socket and no database', async () => {
    const relay = await startRelayProcess();
    const ben = await joinAs(relay);
    const anna = await newPerson({ name: 'Anna', baseUrl: relay.url, controlledBySw });
    const { page } = anna;
    await ben.sendChat([await targetOf(ben, anna)], 'Hello');
    await openWritten(page, 'Hello');
    await expectMessage(page, 'Hello');
    await say(page, 'Hello yourself');
    await expectState(page, 'Hello yourself', 'passed on');

    const session = await page.context().newCDPSession(page);
    const found = new Map<string, number>();
    for (const name of FORBIDDEN) found.set(name, await alive(session, name));
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(FORBIDDEN.map((name) => [name, 0])));
    // One line to the other tabs there is: which identity is shown where, and nothing of what it holds (ui/selves/tabs.ts).
    expect(await alive(session, 'BroadcastChannel')).toBe(1);

    // The question itself works: a page that had one would be found out.
    await page.evaluate(async () => {
      const names = { name: 'AES-GCM', length: 128 };
      const key = await crypto.subtle.generateKey(names, false, ['encrypt']);
      const opening = indexedDB.open('probe');
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      // Reachable from nothing but a closure.
      const database = opening.result;
      addEventListener('never', () => [key, database]);
    });
    expect(await alive(session, 'CryptoKey')).toBe(1);
    expect(await alive(session, 'IDBDatabase')).toBe(1);
    await anna.user.close();
    await relay.stop();
  });
});
