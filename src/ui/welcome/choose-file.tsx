// Choosing a recovery file: read at once, so that it is known whether it needs its words.
import { useRef } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { bytes } from '../words/formats-more.ts';
import '../words/with-welcome.ts';
import { t } from '../words/words.ts';
import '../parts/more-shapes.ts';

/** Recovery files are about 3 kB; the largest key file anybody makes is far below this. */
const LARGEST = 100_000;

export interface KeyFile {
  readonly name: string;
  readonly size: number;
  readonly text: string;
  /** False for a bare key, as other tools write them. */
  readonly isLocked: boolean;
}
const isBareKey = (text: string): boolean =>
  /-----BEGIN (RSA )?PRIVATE KEY-----/.test(text) && !text.includes('ENCRYPTED');

/** Breaks before its ending rather than in the middle of a word. */
function FileName({ name }: { readonly name: string }) {
  const dot = name.lastIndexOf('.');
  const at = dot > 0 ? dot : name.length;
  return (
    <bdi dir="ltr">
      {name.slice(0, at)}
      <wbr />
      {name.slice(at)}
    </bdi>
  );
}

export interface ChooseFileProps {
  readonly file: KeyFile | undefined;
  readonly onChoose: (file: KeyFile) => void;
}
export function ChooseFile({ file, onChoose }: ChooseFileProps) {
  const model = useModel();
  const words = t.value.welcome;
  const input = useRef<HTMLInputElement>(null);
  const read = async (chosen: File): Promise<void> => {
    const text = await chosen.text();
    onChoose({ name: chosen.name, size: chosen.size, text, isLocked: !isBareKey(text) });
  };
  const take = (chosen: File | undefined): void => {
    if (chosen === undefined) return;
    if (chosen.size > LARGEST) model.toasts.show(words.fileTooBig, { tone: 'rose', icon: 'alert' });
    else model.attempt(read(chosen));
  };
  return (
    <div class="card">
      <div class="cell keyfile">
        <span class="keyfile__i">
          <Icon name="key" />
        </span>
        <span class="cell__t">
          {file === undefined ? words.recoveryFile : <FileName name={file.name} />}
          <small>{file === undefined ? words.noFileYet : bytes(file.size)}</small>
        </span>
        <Button tone="tonal" size="s" onClick={() => input.current?.click()}>
          {file === undefined ? words.chooseFile : words.change}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        class="vh"
        tabIndex={-1}
        aria-label={words.recoveryFile}
        accept=".porchlight-key,.pem,.key,.txt"
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
    </div>
  );
}
