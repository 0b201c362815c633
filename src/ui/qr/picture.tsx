// A QR code on the screen: always dark on white, with the margin that readers need, in every theme.
import './qr.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../words/words.ts';
import '../words/with-scan.ts';
import type { QrSquares } from './encode.ts';

/** Modules around the code (ISO/IEC 18004). */
const MARGIN = 4;

export interface QrPictureProps {
  readonly text: string;
  /** For screen readers: what the code is, not what stands in it. */
  readonly label: string;
}

export function QrPicture({ text, label }: QrPictureProps) {
  const squares = useSignal<QrSquares | 'waiting' | 'missing' | 'too-long'>('waiting');
  useEffect(() => {
    let isGone = false;
    const show = (next: typeof squares.value): void => {
      if (!isGone) squares.value = next;
    };
    import('./encode.ts').then(
      ({ squaresOf }) => show(squaresOf(text) ?? 'too-long'),
      () => show('missing'),
    );
    return () => void (isGone = true);
  }, [text]);
  const now = squares.value;
  if (now === 'missing' || now === 'too-long')
    return (
      <p class="qr qr--none" role="status">
        {now === 'missing' ? t.value.app.partMissing : t.value.scan.tooLong}
      </p>
    );
  if (now === 'waiting') return <div class="qr" aria-busy="true" />;
  const whole = now.size + 2 * MARGIN;
  return (
    <div class="qr">
      <svg
        viewBox={`${-MARGIN} ${-MARGIN} ${whole} ${whole}`}
        role="img"
        aria-label={label}
        shape-rendering="crispEdges"
      >
        <path fill="currentColor" d={now.path} />
      </svg>
    </div>
  );
}
