// In which chat the search is open: the header opens it, so may a command. Small, because it is there from the start.
import { signal } from '@preact/signals';
import type { ConversationId } from '../../domain/ids.ts';

export const searchIn = signal<ConversationId | undefined>(undefined);
