// The socket's own timers and bounds, on a clock that the test owns.
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/protocol/limits.ts';
import { openSocket, type SocketClosed } from '../../src/wire/socket.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeSockets } from '../support/fake-socket.ts';

function rig(onText: (text: string) => void = () => undefined) {
  const clock = createFakeClock();
  const sockets = createFakeSockets();
  const closed: SocketClosed[] = [];
  const texts: string[] = [];
  let writable = 0;
  let opened = 0;
  const socket = openSocket('ws://host/', {
    create: sockets.create,
    clock,
    handlers: {
      onOpen: () => (opened += 1),
      onText(text) {
        texts.push(text);
        onText(text);
      },
      onClosed: (state) => closed.push(state),
      onWritable: () => (writable += 1),
    },
  });
  return {
    clock,
    socket,
    raw: sockets.last(),
    closed,
    texts,
    writable: () => writable,
    opened: () => opened,
  };
}

describe('opening', () => {
  it('gives up after 10 s, not before, and lets go of the connection', () => {
    const { clock, socket, raw, closed } = rig();
    clock.advance(9999);
    expect(socket.state.kind).toBe('opening');
    clock.advance(1);
    expect(closed).toMatchObject([{ problem: 'timeout', wasOpen: false }]);
    expect(raw.state).toBe('closed');
    raw.onopen?.(new Event('open'));
    expect(socket.state.kind).toBe('closed');
  });

  it('has no time limit once it is open', () => {
    const { clock, socket, raw, opened } = rig();
    raw.open();
    clock.advance(3_600_000);
    expect(opened()).toBe(1);
    expect(socket.state.kind).toBe('open');
    expect(clock.pending).toBe(0);
  });

  it('can be given up by its owner; nothing is told twice', () => {
    const { clock, socket, raw, closed } = rig();
    socket.close();
    socket.close();
    raw.drop();
    expect(clock.pending).toBe(0);
    clock.advance(20_000);
    expect(closed).toMatchObject([{ problem: undefined, wasOpen: false }]);
  });
});

describe('writing', () => {
  it('stops above 256 KiB and tells once when the buffer has drained (R22)', () => {
    const { clock, socket, raw, writable } = rig();
    raw.open();
    raw.bufferedAmount = 256 * 1024;
    expect(socket.write('at the limit')).toBe(true);
    raw.bufferedAmount = 256 * 1024 + 1;
    expect(socket.write('beyond')).toBe(false);
    expect(socket.write('beyond')).toBe(false);
    clock.advance(5000);
    expect(writable()).toBe(0);
    raw.bufferedAmount = 1000;
    clock.advance(100);
    expect(writable()).toBe(1);
    clock.advance(5000);
    expect(writable()).toBe(1);
    expect(raw.sent).toEqual(['at the limit']);
  });

  it('says false when the socket throws, and says nothing of buffers after the end', () => {
    const { clock, socket, raw, writable } = rig();
    raw.open();
    raw.bufferedAmount = 1_000_000;
    expect(socket.write('x')).toBe(false);
    raw.bufferedAmount = 0;
    raw.send = () => {
      throw new DOMException('', 'InvalidStateError');
    };
    expect(socket.write('x')).toBe(false);
    raw.drop();
    clock.advance(1000);
    expect(writable()).toBe(0);
  });
});

describe('pausing', () => {
  it('closes when more than 8 MiB would wait', () => {
    const { socket, raw, closed, texts } = rig();
    raw.open();
    socket.pause();
    const half = 'x'.repeat(LIMITS.inboundFrame / 2);
    raw.receive(half);
    raw.receive(half);
    expect(closed).toEqual([]);
    raw.receive('x');
    expect(closed).toMatchObject([{ problem: 'overflow' }]);
    socket.resume();
    expect(texts).toEqual([]);
  });

  it('pauses again in the middle of what waits, and keeps the order', () => {
    const { socket, raw, texts } = rig((text) => {
      if (text === '2') socket.pause();
    });
    raw.open();
    socket.pause();
    for (const text of ['1', '2', '3']) raw.receive(text);
    socket.resume();
    expect(texts).toEqual(['1', '2']);
    raw.receive('4');
    expect(texts).toEqual(['1', '2']);
    socket.resume();
    expect(texts).toEqual(['1', '2', '3', '4']);
  });
});
