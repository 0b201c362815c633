// Files that will go with the next message, and the truth about them: they are not sealed yet.
import { useEffect, useState } from 'preact/hooks';
import { IconButton } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { bytes } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';
import '../parts/more-shapes.ts';

export interface TrayProps {
  readonly files: readonly File[];
  readonly onRemove: (file: File) => void;
}

export function Tray({ files, onRemove }: TrayProps) {
  const words = t.value.chatMore;
  return (
    <div>
      <p class="warnline" role="status">
        <Icon name="alert" size={18} />
        <span>
          <b>{words.notSealedYet}</b> {words.notSealedYetHelp}
        </span>
      </p>
      <ul class="tray">
        {files.map((file, i) => (
          <li key={`${i} ${file.name}`} class="tray__it">
            <Preview file={file} />
            <span class="min0">
              <bdi class="clip1">{file.name}</bdi>
              <small>{bytes(file.size)}</small>
            </span>
            <IconButton
              icon="x"
              size={18}
              label={words.removeFile(file.name)}
              onClick={() => onRemove(file)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Only types that every browser decodes safely, and only the reader's own file. */
const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

function Preview({ file }: { readonly file: File }) {
  const [address, setAddress] = useState<string>();
  const isPicture = SHOWN.test(file.type);
  useEffect(() => {
    if (!isPicture) return undefined;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file, isPicture]);
  if (address !== undefined) return <img class="tray__i" src={address} alt="" />;
  return (
    <span class="tray__i">
      <Icon name={isPicture ? 'image' : 'file'} />
    </span>
  );
}
