// A name as DESIGN.md has it: mine bold and bare, theirs quoted with the key tag, none of both as tag alone.
import type { ComponentChildren } from 'preact';
import type { NameView } from '../model/names.ts';
import { t } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { Tag, Verified } from './marks.tsx';

export interface NameProps {
  readonly name: NameView;
  /** Shown in the place of the plain text, e.g. with the found letters marked. */
  readonly children?: ComponentChildren;
}

export const Name = (props: NameProps) => (
  <>
    <Unmarked {...props} />
    {props.name.isVerified && <Verified />}
  </>
);

function Unmarked({ name, children }: NameProps) {
  if (name.kind === 'pet' || name.kind === 'me')
    return (
      <>
        <span class="pet clip1">
          <bdi>{children ?? name.text}</bdi>
        </span>
        {name.tag && <Tag tag={name.tag} />}
      </>
    );
  if (name.kind === 'none')
    return (
      <>
        <span class="claim clip1">{name.text}</span>
        <Tag tag={name.tag} />
      </>
    );
  return (
    <>
      <span class="claim clip1">
        <span class="vh">{t.value.app.callsThemself} </span>
        <bdi>{children ?? name.text}</bdi>
      </span>
      <Tag tag={name.tag} />
    </>
  );
}

/** "Not the Mira you know": wherever somebody claims a name that could be taken for another one's. */
export function NotThe({ name }: { readonly name: NameView }) {
  if (name.notThe === undefined) return undefined;
  return (
    <span class="notthe">
      <Icon name="alert" size={14} />
      <span class="clip1">{name.notThe}</span>
    </span>
  );
}
