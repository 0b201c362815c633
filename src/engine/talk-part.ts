// The file that later.ts fetches for all that concerns a conversation as a whole, and a message that is taken off or sent again: few need
// it, and then often all of it.
export { DeadlineWork } from './deadline-work.ts';
export { clearConversation, removeMessage, setConversation } from './keeping.ts';
export { setTimer, setTitle, writing } from './talk-work.ts';
export { retry } from './retrying.ts';
