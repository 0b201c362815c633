// Why the engine did not do what was asked for, in words.
import type { Model } from '../../model/model.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';

type Deed = 'react' | 'edit' | 'delete' | 'forward';

/** Runs an intent; a refusal that has words of its own is said with them, any other as everywhere. */
export function attemptDeed(model: Model, deed: Deed, intent: Promise<unknown>): void {
  model.attempt(
    intent.catch((cause: unknown) => {
      const words = refusalWords(deed, cause);
      if (words === undefined) throw cause;
      model.toasts.show(words, { icon: 'info' });
    }),
  );
}

export function refusalWords(deed: Deed, cause: unknown): string | undefined {
  const words = t.peek().acts;
  switch (kindOf(cause)) {
    case 'nobody-understands':
      return deed === 'edit' ? words.nobodyEdits : words.nobodyReacts;
    case 'not-mine':
      return words.notMine;
    case 'unknown-message':
      return words.noLonger;
    case 'too-long':
      return deed === 'edit' ? words.editTooLong : words.forwardTooLong;
    case 'file-not-here':
      return words.fileNotHere;
    case 'cannot-edit':
      return words.cannotEdit;
    default:
      return undefined;
  }
}

const kindOf = (cause: unknown): unknown =>
  typeof cause === 'object' && cause !== null && 'kind' in cause ? cause.kind : undefined;
