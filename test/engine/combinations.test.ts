// Programs nobody has met yet: random combinations of what is known to occur, all understood, and no forgery shown.
import { describe, expect, it } from 'vitest';
import { factsOf, makePerson, recordingOf } from '../support/foreign-program.ts';
import { checkRecording } from '../support/recordings.ts';

const people = ['alice', 'bob', 'carol', 'mallory'].map(makePerson);
const count = process.env['TEST_LONG'] ? 1000 : 6;

describe('any combination of ways to write', () => {
  it.each(Array.from({ length: count }, (_, at) => at))('number %i is understood', async (seed) => {
    const recording = recordingOf(factsOf(seed), people);
    const { problems } = await checkRecording(recording, { everybody: true });
    expect(problems, recording.peer).toEqual([]);
  });
});
