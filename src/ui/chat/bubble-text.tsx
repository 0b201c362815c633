// The words of a message: text nodes only. Addresses become links that tell nobody where they were opened from (T49).
import type { ComponentChildren } from 'preact';

const ADDRESS = /(https?:\/\/[^\s<>"'\u2018-\u201f]+)/;

export function BubbleText({ text }: { readonly text: string }) {
  return <bdi class="words">{text.split(ADDRESS).map(partOf)}</bdi>;
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
