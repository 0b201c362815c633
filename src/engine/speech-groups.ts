// The people a message is for by how they are written to: one frame for each group (DIALECTS.md, rule 5).
import type { Fingerprint } from '../domain/ids.ts';
import { carriesX } from '../protocol/payload.ts';
import type { Speech } from '../protocol/speech.ts';
import { speechKey } from '../protocol/speech-for.ts';
import type { Listed } from './parts.ts';

export interface SpeechGroup {
  readonly speech: Speech;
  readonly targets: readonly Listed[];
}

/** Groups whose payload carries `x` come first: our own other devices know by it that they have the message already. */
export function groupsOf(
  targets: readonly Listed[],
  speechTo: (person: Fingerprint) => Speech,
): readonly SpeechGroup[] {
  const groups = new Map<string, { speech: Speech; targets: Listed[] }>();
  // A thousand are mostly written to alike, and then told by the very same speech.
  const bySpeech = new Map<Speech, Listed[]>();
  for (const target of targets) {
    const speech = speechTo(target.fingerprint);
    const known = bySpeech.get(speech);
    if (known !== undefined) {
      known.push(target);
      continue;
    }
    const key = speechKey(speech);
    const group = groups.get(key) ?? { speech, targets: [] };
    group.targets.push(target);
    groups.set(key, group);
    bySpeech.set(speech, group.targets);
  }
  const all = [...groups.values()];
  return [...all.filter(hasX), ...all.filter((group) => !hasX(group))];
}

/** True when `x` reaches this group: receipts go to no other. */
export function hasX({ speech }: SpeechGroup): boolean {
  return carriesX(speech.payload);
}
