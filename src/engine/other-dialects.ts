// What other programs' messages and servers take beyond v1.2, as one part that loads when the first of them comes (later.ts).
export { readAnyChat } from '../protocol/any-chat.ts';
export { DIALECTS } from '../protocol/dialects.ts';
export { speechFor } from '../protocol/speech-for.ts';
export { Aliases } from './aliases.ts';
export { climb, searchSigner, textsFor } from './climb.ts';
export { spkiInText } from './key-text.ts';
export { mergeNewcomers } from './merging.ts';
export { provisional } from './name-text.ts';
export { refined } from './refine.ts';
export { openSecond } from './second-hash.ts';
export { asWrapped, sealedChatMembers } from '../protocol/sealed-chat.ts';
export { membersText, signedIn } from '../protocol/styled-data.ts';
export { ownName, participantsOf } from './participants.ts';
