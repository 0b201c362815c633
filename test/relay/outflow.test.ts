// Writes gathered: nothing waits that comes alone, and a flood takes few system calls.
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { hold, release } from '../../src/relay/outflow.ts';
import { pause } from './support.ts';

/** A wire that notes what is handed on together. */
function wireOf() {
  const calls: string[][] = [];
  const wire = new Duplex({
    write: (chunk: Buffer, _encoding, done) => {
      calls.push([chunk.toString()]);
      done();
    },
    writev: (chunks: { chunk: Buffer }[], done) => {
      calls.push(chunks.map(({ chunk }) => chunk.toString()));
      done();
    },
  });
  const send = (text: string): void => {
    hold(wire);
    wire.write(text);
  };
  return { wire, calls, send };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('what goes out', () => {
  it('leaves in its own turn when it comes alone', async () => {
    const { calls, send } = wireOf();
    await pause(10);
    send('a');
    expect(calls).toEqual([]);
    await turn();
    expect(calls).toEqual([['a']]);
  });

  it('leaves together in a flood, in order, on every wire', async () => {
    const [one, other] = [wireOf(), wireOf()];
    const texts = Array.from({ length: 100 }, (_, at) => String(at));
    for (const [at, text] of texts.entries()) {
      one.send(text);
      other.send(text);
      if (at % 10 === 9) await turn();
    }
    await pause(20);
    for (const { calls } of [one, other]) {
      expect(calls.flat()).toEqual(texts);
      expect(calls.length).toBeLessThanOrEqual(10);
    }
  });

  it('leaves at once when told so, and what follows is held anew', async () => {
    const { wire, calls, send } = wireOf();
    send('a');
    send('b');
    release(wire);
    expect(calls).toEqual([['a', 'b']]);
    send('c');
    expect(calls.length).toBe(1);
    await pause(20);
    expect(calls).toEqual([['a', 'b'], ['c']]);
  });
});
