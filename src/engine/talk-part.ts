// The file that later.ts fetches for all that concerns a conversation as a whole: few need it, and then often all of it.
export { DeadlineWork } from './deadline-work.ts';
export { clearConversation, removeMessage, setConversation } from './keeping.ts';
export { setTimer, setTitle, writing } from './talk-work.ts';
