// Secure or plain: asked only where the page and the address leave it open, and never changed without the reader.
import type { Scheme } from '../../engine/port/connection.ts';
import { t } from '../words/words.ts';
import '../words/with-connect.ts';

export interface SchemeChoiceProps {
  readonly value: Scheme;
  readonly onChange: (scheme: Scheme) => void;
}
export function SchemeChoice({ value, onChange }: SchemeChoiceProps) {
  const words = t.value.connect;
  const schemes: readonly (readonly [Scheme, string])[] = [
    ['wss', words.secure],
    ['ws', words.plain],
  ];
  return (
    <div>
      <div class="seg" role="radiogroup" aria-label={words.scheme} aria-describedby="scheme-help">
        {schemes.map(([scheme, label]) => (
          <label key={scheme}>
            <input type="radio" name="scheme" checked={value === scheme} onChange={() => onChange(scheme)} />
            {label}
          </label>
        ))}
      </div>
      <p class="hint" id="scheme-help">
        {value === 'wss' ? words.secureHelp : words.plainHelp}
      </p>
    </div>
  );
}
