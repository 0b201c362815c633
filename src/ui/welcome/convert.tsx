// Why a key of another program is not taken, and what makes one of it that is. Loaded when that happened.
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { copyText } from '../parts/copy-text.ts';
import { t } from '../words/words.ts';
import '../words/with-arrive.ts';
import '../parts/more-shapes.ts';
import { conversionOf } from './convert-command.ts';

export interface ConvertProps {
  readonly reason: 'unsupported-scheme' | 'wrong-kind-of-key';
  readonly found: string;
  /** Undefined: there is no file yet. */
  readonly fileName: string | undefined;
}
const UNSAVED = 'key.pem';

export function Convert({ reason, found, fileName }: ConvertProps) {
  const model = useModel();
  const words = t.value.arrive;
  if (reason === 'wrong-kind-of-key') return <p class="small">{whyNot(found)}</p>;
  const { command, out } = conversionOf(found, fileName ?? UNSAVED);
  return (
    <div class="stack small">
      {fileName === undefined && <p>{words.convertSave(UNSAVED)}</p>}
      <p>{words.convert}</p>
      <pre class="command mono" dir="ltr" tabIndex={0}>
        {command}
      </pre>
      <p>{words.convertAfter(out)}</p>
      <Button tone="tonal" size="s" icon="copy" onClick={() => model.attempt(copyText(model, command))}>
        {words.copyCommand}
      </Button>
    </div>
  );
}

function whyNot(found: string): string {
  const words = t.value.arrive;
  if (/^RSA-\d+$/.test(found)) return words.wrongSize;
  if (/exponent/.test(found)) return words.wrongExponent;
  return found === 'public key' ? words.wrongPublic : words.wrongOther;
}
