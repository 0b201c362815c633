// What the parts of the archive lean on.
import type { MessageSide } from '../message-side.ts';
import type { People, Self } from '../parts.ts';

export interface ArchiveDeps extends Pick<MessageSide, 'ground' | 'desk' | 'views' | 'book'> {
  readonly self: Self;
  readonly people: Pick<People, 'row'>;
}
