// What reading other programs' messages takes beyond v1.2, as one part that loads when the first of them comes (later.ts):
// names of keys, forms of signed texts, the search for a signer nobody names, and conversations whose members come to be known.
export { Aliases } from './aliases.ts';
export { provisional } from './name-text.ts';
export { mergeConversation } from './merging.ts';
export { formAsReceived } from '../protocol/signed-forms.ts';
export { climb, searchSigner, textsFor } from './climb.ts';
