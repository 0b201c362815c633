// A page that has just opened: an identity that is told before all else is must not look like one that is new.
// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { plainAppState } from '../../src/ui/model/app-state.ts';
import { createModel } from '../../src/ui/model/model.ts';
import type { Snapshot } from '../../src/engine/port.ts';
import { FakeEngine } from '../support/fake-engine.ts';

it('knows who lives here together with their servers, not before', async () => {
  const engine = new FakeEngine();
  const snapshot = await engine.start();
  let answer: (snapshot: Snapshot) => void = () => undefined;
  engine.start = () => new Promise((resolve) => (answer = resolve));
  const model = createModel(engine, plainAppState);
  const started = model.start();
  engine.emit({ type: 'identity', identity: engine.identity });
  expect(model.identity.value.phase).toBe('loading');
  answer(snapshot);
  await started;
  expect(model.identity.value).toEqual(snapshot.identity);
  expect(model.servers.value).toEqual(snapshot.servers);
  // From then on it is told as it changes.
  engine.emit({ type: 'identity', identity: { phase: 'none' } });
  expect(model.identity.value.phase).toBe('none');
});
