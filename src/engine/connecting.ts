// What only the user's connect and the self-check need, as one part that loads then (later.ts): reading what was typed, the
// lists of checks, and the two checks that send something.
export { parseTypedAddress } from '../protocol/typed-address.ts';
export { CheckWork } from './check-work.ts';
