// Frames recorded from real programs, through the app's own receive path: all of them understood, no forgery shown.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkRecording, readRecording } from '../support/recordings.ts';

const folder = new URL('../vectors/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('recordings of real programs', () => {
  it.each(files)('%s: every frame is understood and no forgery is shown', async (name) => {
    const recording = readRecording(new URL(name, folder).pathname);
    const outcome = await checkRecording(recording, { everybody: true });
    expect(outcome.problems).toEqual([]);
    expect(outcome).toMatchObject({ framesOk: recording.frames.length, frames: outcome.framesOk });
    expect(outcome.negativesOk).toBe(recording.negatives?.length);
  });

  it('a recording that says something else is found out', async () => {
    const recording = readRecording(new URL('kat.json', folder).pathname);
    const [first, ...others] = recording.frames.filter(({ kind }) => kind === 'chat');
    if (first === undefined) throw new Error('no chat');
    const changed = { ...first, expect: { ...first.expect, text: 'other words' } };
    const outcome = await checkRecording({ ...recording, frames: [changed, ...others], negatives: [] });
    expect(outcome.framesOk).toBe(others.length);
  });
});
