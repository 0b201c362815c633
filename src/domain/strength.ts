// How hard a passphrase is to guess, under the name that the engine's rooms know it by; pages take it from lib.
export { ownProblem, strengthOf, type OwnProblem, type Strength } from '../lib/strength.ts';
