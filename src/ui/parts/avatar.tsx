// Faces: a person's evening with their lamp, two evenings for a group, a megaphone for the square.
import { memo } from './memo.ts';
import type { Fingerprint } from '../../domain/ids.ts';
import { useModel } from '../model/context.ts';
import { FingerprintArt } from './fingerprint-art.tsx';
import { Icon } from './icon.tsx';
import { Lamp } from './marks.tsx';

const Art = memo(FingerprintArt);

export interface AvatarProps {
  readonly fingerprint: Fingerprint;
  /** Pixels; the place where it stands decides otherwise. */
  readonly size?: number;
  readonly lamp?: boolean;
  /** Dimmed while the light is off. */
  readonly dim?: boolean;
  /** A post in the square: square face, no lamp. */
  readonly post?: boolean;
}

const sized = (size: number | undefined) => (size === undefined ? {} : { style: { '--az': `${size}px` } });

export function Avatar({ fingerprint, size, lamp = true, dim = false, post = false }: AvatarProps) {
  const person = useModel().people.one(fingerprint).value;
  const light = person?.light ?? 'unknown';
  const names = ['av', post && 'av--post', dim && light === 'off' && 'av--dim'];
  return (
    <span class={names.filter(Boolean).join(' ')} {...sized(size)}>
      <Art fingerprint={fingerprint} shape={post ? 'full' : 'round'} />
      {lamp && !post && <Lamp state={light} isKnown={person?.known === true} />}
    </span>
  );
}

/** A group: the faces of its first two members. */
export function PairAvatar({
  members,
  size,
}: {
  readonly members: readonly Fingerprint[];
  readonly size?: number;
}) {
  return (
    <span class="av av--pair" {...sized(size)}>
      {members.slice(0, 2).map((member) => (
        <Art key={member} fingerprint={member} />
      ))}
    </span>
  );
}

export function SquareAvatar({ size }: { readonly size?: number }) {
  return (
    <span class="av av--sq" {...sized(size)}>
      {size === undefined ? <Icon name="square" /> : <Icon name="square" size={20} />}
    </span>
  );
}
