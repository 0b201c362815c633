// The people a message is for by how they are written to: one frame for each group (DIALECTS.md, rule 5).
import type { Fingerprint } from '../domain/ids.ts';
import { carriesX } from '../protocol/payload.ts';
import { same, type Speech } from '../protocol/speech.ts';
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
  const all: { readonly speech: Speech; readonly targets: Listed[] }[] = [];
  for (const target of targets) {
    const speech = speechTo(target.fingerprint);
    const group = all.find((one) => one.speech === speech || same(one.speech, speech));
    if (group === undefined) all.push({ speech, targets: [target] });
    else group.targets.push(target);
  }
  return [...all.filter(hasX), ...all.filter((group) => !hasX(group))];
}

/** True when `x` reaches this group: receipts go to no other. */
export function hasX({ speech }: SpeechGroup): boolean {
  return carriesX(speech.payload);
}
