// What is known of how somebody's program writes: learned from what verified, a little more with each kind of message.
import type { Speech } from '../protocol/speech.ts';

/** A public message teaches form, signature and fingerprint; a sealed one all of it. Kept with the person. */
export type Habits = Partial<Speech>;

/** What of a frame's form a server may look at: how `data` stands in it, and what is signed. Kept with the frame. */
export type Spoken = Pick<Speech, 'dataForm' | 'signed' | 'saltLength'>;
