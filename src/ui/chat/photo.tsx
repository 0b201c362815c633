// A checked picture in a bubble. Its place is kept from its known size, so that nothing jumps when it appears.
import { useEffect, useState } from 'preact/hooks';
import type { MessageId } from '../../domain/ids.ts';
import type { FileView } from '../../engine/port/files.ts';
import type { MessageView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { IconButton } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { percent } from '../words/formats-more.ts';
import { iso } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';
import { progressOf } from './file-body.tsx';
import { photoSize } from './file-place.tsx';
import { saveFile } from './save-file.ts';
import '../parts/more-shapes.ts';

export interface PhotoProps {
  readonly message: MessageView;
  readonly file: FileView;
}

export function Photo({ message, file }: PhotoProps) {
  const words = t.value.chatMore;
  const model = useModel();
  const source = useBlobAddress(message.id);
  const { state, name } = file;
  return (
    <span class="photo" style={photoSize(file)}>
      {source !== undefined && <img src={source} alt={words.photoFrom(name)} decoding="async" />}
      {state.kind === 'uploading' && <Uploading message={message} file={file} />}
      {state.kind === 'local' && (
        <span class="photo__save">
          <IconButton
            icon="download"
            size={20}
            label={words.save(name)}
            onClick={() => model.attempt(saveFile(model.port, message.id, name))}
          />
        </span>
      )}
    </span>
  );
}

const ROUND = 145;
function Uploading({ message, file }: PhotoProps) {
  const words = t.value.chatMore;
  const model = useModel();
  const share = progressOf(file.state) ?? 0;
  const cancel = `${words.cancelUpload(file.name)}, ${iso(percent(share))}`;
  return (
    <span class="photo__up">
      <button
        type="button"
        class="ring"
        aria-label={cancel}
        onClick={() => model.attempt(model.port.cancelFile(message.id))}
      >
        <svg class="r" viewBox="0 0 52 52" aria-hidden="true">
          <circle class="track" cx="26" cy="26" r="23" />
          <circle class="bar" cx="26" cy="26" r="23" stroke-dasharray={`${share * ROUND} ${ROUND}`} />
        </svg>
        <Icon name="x" />
      </button>
      {file.state.kind === 'uploading' && (
        <span class="photo__txt">{words.uploading(file.state.sent, file.state.total)}</span>
      )}
    </span>
  );
}

/** An address for the picture while it is on the page: one for good, as a second would pull the first from under the image. */
function useBlobAddress(message: MessageId): string | undefined {
  const model = useModel();
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let isGone = false;
    const load = async (): Promise<void> => {
      const blob = await model.port.fileBlob(message);
      if (blob === undefined || isGone) return;
      made = URL.createObjectURL(blob);
      setAddress(made);
    };
    model.attempt(load());
    return () => {
      isGone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [message, model]);
  return address;
}
