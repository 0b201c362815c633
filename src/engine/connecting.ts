// What only the user's connect and the self-check need, as one part that loads then (later.ts): reading what was typed,
// the lists of checks, and the two checks that send something.
export { parseTypedAddress } from '../protocol/typed-address.ts';
export { Checks } from './checks.ts';
export { Doctor } from './doctor.ts';
export { checkFile } from './file-check.ts';
export { keysWork } from './key-canary.ts';
export { LoopBack } from './loop-back.ts';
