// Where the keys of messages lie for a while that disappeared or were taken off this device, with nothing in them: their
// sender, who may not have heard that they came, seals them again, and a copy must not bring them back.
import { groupId } from '../domain/conversation.ts';
import type { MessageRow } from '../store/rows.ts';

/** No set of people has this id. */
export const NOWHERE = groupId(`${'A'.repeat(43)}=`);
/** Longer than anybody sends a message again (rule 9: a day after it was accepted; 7 days before). */
export const KEPT_MS = 8 * 86_400_000;

/** What is left of a message that was gone at `now`. */
export const shellOf = ({ key, id, seq, author }: MessageRow, now: number): MessageRow => ({
  key,
  id,
  seq,
  conversation: NOWHERE,
  author,
  text: '',
  at: 0,
  counter: 0,
  signature: '',
  firstFromKey: false,
  file: undefined,
  state: undefined,
  expiresAt: now + KEPT_MS,
});

export const isNowhere = ({ conversation }: MessageRow): boolean => conversation === NOWHERE;
