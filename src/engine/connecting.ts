// What only the user's connect needs, as one part that loads then (later.ts): reading what was typed, the list of checks,
// and the two checks that send something.
export { parseTypedAddress } from '../protocol/typed-address.ts';
export { Checks } from './checks.ts';
export { checkFile } from './file-check.ts';
export { LoopBack } from './loop-back.ts';
