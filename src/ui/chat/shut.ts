// A chat that is not open: strangers wrote it and I have not had my word, or its key is blocked. In it words are only words:
// no link leads anywhere, no file is fetched, nothing is answered.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export const ShutContext = createContext(false);
export const useIsShut = (): boolean => useContext(ShutContext);
