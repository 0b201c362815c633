// How hard a passphrase is to guess, in a word and four bars. Loaded only where somebody chooses one.
import './strength.css';
import { strengthOf } from '../../lib/strength.ts';
import { t } from '../words/words.ts';
import '../words/with-spare.ts';

const STEPS = [1, 2, 3, 4] as const;

export interface StrengthMeterProps {
  readonly passphrase: string;
  /** What an attacker knows, e.g. the own name. */
  readonly mine?: readonly string[];
}
export function StrengthMeter({ passphrase, mine = [] }: StrengthMeterProps) {
  const words = t.value.spare;
  const { level } = strengthOf(passphrase, mine);
  const word = words.strengths[level];
  return (
    <div class={`strength strength--${level}`}>
      <div
        class="strength__bar"
        role="meter"
        aria-label={words.strength}
        aria-valuemin={0}
        aria-valuemax={STEPS.length}
        aria-valuenow={level}
        aria-valuetext={word}
      >
        {STEPS.map((step) => (
          <span key={step} class={step <= level ? 'is-on' : ''} />
        ))}
      </div>
      <span class="small ink-2" aria-live="polite">
        {passphrase === '' ? '' : word}
      </span>
    </div>
  );
}
