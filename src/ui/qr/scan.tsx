// A dialog that takes a text in three ways: through the camera, from a picture, or pasted.
import './qr.css';
import '../parts/more-shapes.ts';
import '../style/forms.css';
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-scan.ts';
import { readPicture } from './read-image.ts';
import { useCamera } from './use-camera.ts';

export interface ScanDialogProps {
  readonly title: string;
  readonly help: string;
  /**
   * Words that say why a text is not taken, and the dialog stays; `next`: it is taken, and these words say what is to come
   * now; undefined: it is taken, and the dialog closes.
   */
  readonly onText: (text: string) => string | { readonly next: string } | undefined;
  readonly onClose: () => void;
}

export function ScanDialog({ title, help, onText, onClose }: ScanDialogProps) {
  const model = useModel();
  const words = t.value.scan;
  const video = useRef<HTMLVideoElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const problem = useSignal<string | undefined>(undefined);
  const progress = useSignal<string | undefined>(undefined);
  const pasted = useSignal('');
  const take = (text: string): void => {
    const said = onText(text.trim());
    problem.value = typeof said === 'string' ? said : undefined;
    if (said === undefined) return onClose();
    if (typeof said === 'string') return;
    progress.value = said.next;
    pasted.value = '';
  };
  const camera = useCamera(video, take).value;
  const look = async (file: File): Promise<void> => {
    const text = await readPicture(file).catch(() => undefined);
    if (text === undefined) problem.value = words.noCode;
    else take(text);
  };
  const choose = (file: File | undefined): void => {
    if (file !== undefined) model.attempt(look(file));
  };
  return (
    <Dialog labelledBy="scan" describedBy="scan-help" onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (pasted.value.trim() !== '') take(pasted.value);
        }}
      >
        <h2 class="display" id="scan">
          {title}
        </h2>
        <p class="ink-2" id="scan-help">
          {help}
        </p>
        <div class="viewfinder" hidden={camera !== 'on' && camera !== 'asking'}>
          <video ref={video} muted playsInline aria-label={words.camera} />
        </div>
        {camera === 'denied' && <p class="hint">{words.denied}</p>}
        {camera === 'none' && <p class="hint">{words.noCamera}</p>}
        {progress.value !== undefined && (
          <p class="small" role="status">
            {progress.value}
          </p>
        )}
        {problem.value !== undefined && (
          <p class="rose small" role="alert">
            {problem.value}
          </p>
        )}
        <Button tone="tonal" icon="image" block onClick={() => input.current?.click()}>
          {words.picture}
        </Button>
        <input
          ref={input}
          type="file"
          class="vh"
          tabIndex={-1}
          accept="image/*"
          aria-label={words.picture}
          onChange={(event) => {
            choose(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <input
          class="input"
          aria-label={words.paste}
          placeholder={words.paste}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          value={pasted.value}
          onInput={(event) => (pasted.value = event.currentTarget.value)}
        />
        <Button tone="primary" type="submit" block disabled={pasted.value.trim() === ''}>
          {words.use}
        </Button>
        <Cancel onClick={onClose} />
      </form>
    </Dialog>
  );
}
