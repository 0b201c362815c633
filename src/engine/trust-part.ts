// Loads with the first comparing of keys, or when the light of somebody goes off whom I named or verified.
export { Places } from './places.ts';
export { safetyNumberWith, setVerified } from './verifying.ts';
