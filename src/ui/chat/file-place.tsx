// The place of a file in its bubble, as large as what will be there: nothing jumps when that has loaded.
import type { FileView } from '../../engine/port/files.ts';

export const isPhotoHere = ({ type, width, state }: FileView): boolean =>
  type === 'image' && width !== undefined && (state.kind === 'local' || state.kind === 'uploading');

/** Widest picture in a chat, in pixels; taller than wide is cut to 4:5. */
const WIDE = 270;

export function photoSize({ width = 4, height = 3 }: FileView) {
  const ratio = Math.max(0.8, Math.min(2.2, width / height));
  return { inlineSize: `${Math.min(WIDE, Math.max(120, width))}px`, aspectRatio: String(ratio) };
}

export function FilePlace({ file }: { readonly file: FileView }) {
  if (isPhotoHere(file)) return <span class="photo" style={photoSize(file)} aria-busy="true" />;
  return (
    <div class="attach" aria-busy="true">
      <span class="attach__i" />
      <span class="min0">
        <b>
          <bdi>{file.name}</bdi>
        </b>
        <small>&nbsp;</small>
      </span>
      <span class="ib" />
    </div>
  );
}
