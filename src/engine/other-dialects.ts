// What reading other programs' messages takes beyond v1.2, as one part that loads when the first of them comes (later.ts):
// names of keys, forms of signed texts, and the search for a signer nobody names.
export { Aliases, provisional } from './aliases.ts';
export { climb, searchSigner, textsFor } from './climb.ts';
