// Where the keys of disappeared messages lie for a while, with nothing in them: their sender, who may not have heard that they
// came, seals them again, and a copy must not bring them back.
import { groupId } from '../domain/conversation.ts';

/** No set of people has this id. */
export const NOWHERE = groupId(`${'A'.repeat(43)}=`);
