// A whole fingerprint to compare or copy: 64 hex digits in groups of four.
import type { Fingerprint as Key } from '../../domain/ids.ts';
import { hexOfFingerprint } from '../../lib/key-tag.ts';
import { useModel } from '../model/context.ts';
import { useRef } from 'preact/hooks';
import { IconButton } from '../parts/button.tsx';
import { copyText } from '../parts/copy-text.ts';
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import '../words/with-you.ts';
import '../parts/more-shapes.ts';

export function Fingerprint({ fingerprint }: { readonly fingerprint: Key }) {
  const model = useModel();
  const words = t.value.you;
  const groups = hexOfFingerprint(fingerprint).match(/.{4}/g) ?? [];
  const digits = useRef<HTMLSpanElement>(null);
  const copy = (): Promise<void> => copyText(model, groups.join(' '), () => select(digits.current));
  const select = (line: HTMLElement | null): void => {
    if (line !== null) getSelection()?.selectAllChildren(line);
    model.toasts.show(words.selected, { icon: 'copy' });
  };
  return (
    <div class="cell cell--tall">
      <Icon name="key" />
      <span class="cell__t">
        <small>{words.fingerprint}</small>
        <span ref={digits} class="mono num fingerprint" dir="ltr">
          {groups.join(' ')}
        </span>
      </span>
      <IconButton icon="copy" size={20} label={words.copyFingerprint} onClick={() => model.attempt(copy())} />
    </div>
  );
}
