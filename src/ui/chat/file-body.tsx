// A file inside a bubble: on its way up, lying somewhere, on its way down, here, gone. A tap fetches; nothing else does (T49, T50).
import { useState } from 'preact/hooks';
import type { FileState, FileView } from '../../engine/port/files.ts';
import type { MessageView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { IconButton } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { bytes } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';
import '../words/with-files.ts';
import { FileLink, sealWords } from './file-link.tsx';
import { OtherHost } from './other-host.tsx';
import { isPhotoHere } from './file-place.tsx';
import { Photo } from './photo.tsx';
import { useIsShut } from './shut.ts';
import { saveFile } from './save-file.ts';
import '../parts/more-shapes.ts';

export interface FileBodyProps {
  readonly message: MessageView;
  readonly file: FileView;
}

export function FileBody({ message, file }: FileBodyProps) {
  const isShut = useIsShut();
  if (isPhotoHere(file) && !isShut) return <Photo message={message} file={file} />;
  return (
    <div class="attach">
      <span class="attach__i">
        <Icon name={file.type === 'image' ? 'image' : 'file'} />
      </span>
      <span class="min0">
        <b>
          <bdi>{file.name}</bdi>
        </b>
        <Progress file={file} />
        <small>{fileLine(file)}</small>
        {!isShut && <FileLink file={file} />}
      </span>
      {!isShut && <FileAction message={message} file={file} />}
    </div>
  );
}

function Progress({ file }: { readonly file: FileView }) {
  const words = t.value.chatMore;
  const { state } = file;
  if (state.kind !== 'uploading' && state.kind !== 'downloading') return undefined;
  const share = progressOf(state);
  const label = state.kind === 'uploading' ? words.sendingFile(file.name) : words.downloading(file.name);
  const value = share === undefined ? {} : { value: share };
  return <progress class="bar" max={1} aria-label={label} {...value} />;
}

/** 0 … 1; undefined where the size is not known. */
export function progressOf(state: FileState): number | undefined {
  if (state.kind === 'uploading') return state.total === 0 ? 0 : state.sent / state.total;
  if (state.kind === 'downloading' && state.total !== undefined && state.total > 0)
    return Math.min(1, state.received / state.total);
  return undefined;
}

function fileLine(file: FileView): string {
  const words = t.value.chatMore;
  const { state } = file;
  const size = file.size === undefined ? words.sizeUnknown : bytes(file.size);
  switch (state.kind) {
    case 'uploading':
      return words.uploading(state.sent, state.total);
    case 'downloading':
      return state.total === undefined ? bytes(state.received) : words.uploading(state.received, state.total);
    case 'remote':
      return state.confirm === 'refused' ? words.refusedAddress : `${size} · ${words.from(file.host)}`;
    case 'gone':
      return words.gone;
    case 'download-failed':
      return downloadFailureWords(state);
    case 'upload-failed':
    case 'local':
      return `${size} · ${sealWords(file)}`;
  }
}

function FileAction({ message, file }: FileBodyProps) {
  const words = t.value.chatMore;
  const model = useModel();
  const [asks, ask] = useState(false);
  const { state } = file;
  const fetchIt = (isConfirmed: boolean): void => model.attempt(model.port.download(message.id, isConfirmed));
  if (state.kind === 'uploading' || state.kind === 'downloading')
    return (
      <IconButton
        icon="x"
        label={words.cancelUpload(file.name)}
        onClick={() => model.attempt(model.port.cancelFile(message.id))}
      />
    );
  if (state.kind === 'local')
    return (
      <IconButton
        icon="download"
        label={words.save(file.name)}
        onClick={() => model.attempt(saveFile(model.port, message.id, file.name))}
      />
    );
  if (state.kind === 'download-failed')
    return <IconButton icon="refresh" label={words.download(file.name)} onClick={() => fetchIt(false)} />;
  if (state.kind !== 'remote' || state.confirm === 'refused') return undefined;
  const needsConsent = state.confirm === 'other-host';
  return (
    <>
      <IconButton
        icon="download"
        label={words.download(file.name)}
        onClick={() => (needsConsent ? ask(true) : fetchIt(false))}
      />
      {asks && <OtherHost host={file.host} onClose={() => ask(false)} onFetch={() => fetchIt(true)} />}
    </>
  );
}

/** Why a download ended. */
function downloadFailureWords(state: Extract<FileState, { kind: 'download-failed' }>): string {
  const words = t.value.chatMore;
  switch (state.reason) {
    case 'unreachable':
      return words.failedUnreachable;
    case 'blocked':
      return t.value.files.failedBlocked;
    case 'too-large':
      return words.failedTooLarge;
    case 'cut':
      return words.failedCut;
    case 'refused':
      return words.failedRefused;
    case 'http':
      return words.failedStatus(state.status);
  }
}
