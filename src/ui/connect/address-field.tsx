// The field for an address, with examples to tap and the reason where it makes no sense.
import type { Signal } from '@preact/signals';
import type { AddressVerdict } from '../../engine/port/connection.ts';
import { t } from '../words/words.ts';
import '../words/with-connect.ts';

/** The three examples of the protocol text. */
const EXAMPLES = ['my.awesomeserver.net', '10.0.0.27:8001', 'localhost:666'];

export interface AddressFieldProps {
  readonly address: string;
  readonly verdict: AddressVerdict | undefined;
  /** Whether what is wrong with the address is said: nobody is told off while still typing the first letters. */
  readonly isTold: Signal<boolean>;
  readonly onEdit: (typed: string) => void;
  readonly showsLikes: boolean;
}
export function AddressField({ address, verdict, isTold, onEdit, showsLikes }: AddressFieldProps) {
  const words = t.value.connect;
  const notice = verdict?.ok === true ? verdict.notice : undefined;
  const problem =
    verdict?.ok === false && verdict.reason !== 'empty' && isTold.value ? verdict.reason : undefined;
  return (
    <div>
      <label class="label" for="server">
        {words.address}
      </label>
      <input
        class="input"
        id="server"
        value={address}
        placeholder={EXAMPLES[0]}
        inputMode="url"
        autocapitalize="none"
        autocomplete="off"
        spellcheck={false}
        dir="ltr"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? notice && 'server-notice' : 'server-problem'}
        onInput={(event) => onEdit(event.currentTarget.value)}
        onBlur={() => (isTold.value = true)}
      />
      {problem !== undefined && (
        <p class="hint rose" id="server-problem" role="alert">
          {words.addressProblem[problem]}
        </p>
      )}
      {verdict?.ok === true && notice !== undefined && (
        <p class={notice.kind === 'look-alike' ? 'hint rose' : 'hint'} id="server-notice" role="status">
          {words.willContact[notice.kind](verdict.address, notice.typed)}
        </p>
      )}
      {showsLikes && (
        <div class="chips likes">
          <span class="cap ink-3">{words.like}</span>
          {EXAMPLES.map((example) => (
            <button key={example} type="button" class="chip mono" dir="ltr" onClick={() => onEdit(example)}>
              {example}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
