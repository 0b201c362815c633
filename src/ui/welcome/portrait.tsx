// The picture of the key that is being made, inside a ring that fills as it gets there.
import { FingerprintArt } from '../parts/fingerprint-art.tsx';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';

const ROUND = 2 * Math.PI * 70;

export interface PortraitProps {
  /** Steps done, of three. */
  readonly progress: 0 | 1 | 2 | 3;
  readonly fingerprint: string | undefined;
}
export function Portrait({ progress, fingerprint }: PortraitProps) {
  const done = (ROUND * (progress + 0.4)) / 3.4;
  return (
    <div class="making">
      <svg width="148" height="148" viewBox="0 0 148 148" aria-hidden="true">
        <circle class="making__ring" cx="74" cy="74" r="70" />
        <circle class="making__done" cx="74" cy="74" r="70" stroke-dasharray={`${done} ${ROUND}`} />
      </svg>
      <span class="av making__face" style={{ '--az': '122px' }}>
        {fingerprint === undefined ? (
          <span class="making__soon">
            <Icon name="key" size={28} />
          </span>
        ) : (
          <FingerprintArt fingerprint={fingerprint} />
        )}
      </span>
    </div>
  );
}
