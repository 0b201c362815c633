// What of a conversation loads after its words: files, the people of a group, the menu of a message. Fetched right
// behind the view, so that it is there when it is wanted.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { lazy, Mark, Nothing, type Teller } from '../parts/lazy.tsx';
import { FilePlace } from './file-place.tsx';
import { PanelPlace } from './panel.tsx';

type More = typeof import('./more.ts');
const teller: Teller = signal(undefined);

/** At once, beside the engine's first answer: where files are shown, they should be there with the words. */
function part<P extends object>(
  pick: (more: More) => ComponentType<P>,
  place: ComponentType<P> = Nothing,
): ComponentType<P> {
  const later = lazy(() => import('./more.ts').then(pick), place, teller);
  later.fetch();
  return later;
}

export const FileBody = part((more) => more.FileBody, FilePlace);
export const UploadFailure = part((more) => more.UploadFailure);
export const HeldLine = part((more) => more.HeldLine);
export const ChatTop = part((more) => more.ChatTop);
export const Tray = part((more) => more.Tray);
export const Members = part((more) => more.Members, PanelPlace);
export const NoticeLine = part((more) => more.NoticeLine);
export const TimerMark = part((more) => more.TimerMark, Mark);
export const MessageMenu = part((more) => more.MessageMenu);

/** As high as a quote will be. */
const QuotePlace = () => <span aria-busy="true" style={{ display: 'block', blockSize: '3.4rem' }} />;
export const Quote = part((more) => more.Quote, QuotePlace);
export const SealNote = part((more) => more.SealNote, QuotePlace);
export const Gone = part((more) => more.Gone);
export const Reactions = part((more) => more.Reactions);
export const Tick = part((more) => more.Tick, Mark);
export const HoverBar = part((more) => more.HoverBar, Mark);
export const ComposerActs = part((more) => more.ComposerActs);
export const EmojiButton = part((more) => more.EmojiButton, Mark);
export const ChatActs = part((more) => more.ChatActs);

export const InPlace = lazy(() => import('../verify/in-place.tsx').then((file) => file.InPlace), Nothing);
export const InChat = lazy(() => import('../search/in-chat.tsx').then((file) => file.InChat), Nothing);

const PanePlace = () => <main class="pane pane--main grow" aria-busy="true" />;
export const ShutChat = part((more) => more.ShutChat, PanePlace);
export const UnknownChat = part((more) => more.UnknownChat, PanePlace);
