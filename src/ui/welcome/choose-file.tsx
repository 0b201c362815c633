// Choosing a recovery file: read at once, so that it is known what opens it.
import { useRef } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { bytes } from '../words/formats-more.ts';
import '../words/with-welcome.ts';
import { t } from '../words/words.ts';
import '../parts/more-shapes.ts';
import type { KeyFile } from './key-file.ts';

/** A key is about 3 kB; with all contacts of a full address book the file is still below this. */
const LARGEST = 4_000_000;

/** Breaks before its ending rather than in the middle of a word; what stands there for codes is no name of a file. */
function FileName({ file: { name, size } }: { readonly file: KeyFile }) {
  if (size === undefined) return <bdi>{name}</bdi>;
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
    const { keyFileOf, textOfBytes } = await import('./key-file.ts');
    const text = textOfBytes(new Uint8Array(await chosen.arrayBuffer()));
    onChoose(keyFileOf(chosen.name, text, chosen.size));
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
          {file === undefined ? words.recoveryFile : <FileName file={file} />}
          <small>
            {file === undefined ? words.noFileYet : file.size === undefined ? '' : bytes(file.size)}
          </small>
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
        accept=".porchlight-key,.pem,.key,.der,.p8,.p12,.pfx,.txt"
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
    </div>
  );
}
