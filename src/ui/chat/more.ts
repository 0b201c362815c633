// The file that later.tsx fetches: all of it in one go, as most of what it holds is shared.
export { ChatActs } from './acts/chat-acts.tsx';
export { ComposerActs } from './acts/composer-acts.tsx';
export { EmojiButton } from './acts/emoji-button.tsx';
export { Gone } from './acts/gone.tsx';
export { HoverBar } from './acts/hover-bar.tsx';
export { Quote } from './acts/quote.tsx';
export { Reactions } from './acts/reactions.tsx';
export { Tick } from './acts/tick.tsx';
export { FileBody } from './file-body.tsx';
export { HeldLine } from './held-line.tsx';
export { Members } from './members.tsx';
export { MessageMenu } from './message-menu.tsx';
export { NoticeLine } from './notice-line.tsx';
export { TimerMark } from './timer-mark.tsx';
export { Tray } from './tray.tsx';
export { UploadFailure } from './upload-failure.tsx';
export { UnknownChat } from './unknown-chat.tsx';
