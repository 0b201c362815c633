// The words of a message: text nodes only. Addresses become links that tell nobody where they were opened from (T49).
import type { ComponentChildren } from 'preact';
import type { MentionView } from '../../engine/port/messages.ts';
import { Mention } from './later.tsx';

const ADDRESS = /(https?:\/\/[^\s<>"'\u2018-\u201f]+)/;

export interface BubbleTextProps {
  readonly text: string;
  readonly mentions?: readonly MentionView[] | undefined;
}

export function BubbleText({ text, mentions = [] }: BubbleTextProps) {
  const plain = (from: number, to?: number) => text.slice(from, to).split(ADDRESS).map(partOf);
  let done = 0;
  const named = mentions.map(({ at, length, who }) => {
    const before = plain(done, at);
    done = at + length;
    return (
      <>
        {before}
        <Mention who={who} text={text.slice(at, done)} />
      </>
    );
  });
  return (
    <bdi class="words">
      {named}
      {plain(done)}
    </bdi>
  );
}

function partOf(part: string, i: number): ComponentChildren {
  if (i % 2 === 0) return part;
  const address = part.replace(/[.,;:!?)\]]+$/, '');
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // Names and passwords inside an address serve to deceive: such a one stays text.
  if (url === undefined || url.username !== '' || url.password !== '') return part;
  // Signs of other scripts show in the form the network uses, so that a look-alike host looks different.
  const isPlain = /^[\x20-\x7e]*$/.test(address);
  return (
    <>
      <a href={url.href} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer" dir="ltr">
        {isPlain ? address : url.href}
      </a>
      {part.slice(address.length)}
    </>
  );
}
