// Words of what one does with messages: answering, reacting, editing, taking back, naming people, passing on.
import { iso, number, plural } from './formats.ts';

export const acts = {
  // answering
  reply: 'Reply',
  replyTo: (name: string): string => `Replying to ${name}`,
  stopReply: 'Stop replying',
  goTo: (name: string): string => `Go to the message of ${name}`,
  notHere: 'Message not on this device',
  deletedMessage: 'Deleted message',
  file: 'File',

  // reacting
  react: 'React',
  moreEmoji: 'More emoji',
  reactions: 'Reactions',
  reaction: (emoji: string, count: number, names: string): string => `${emoji} ${number(count)}: ${names}`,
  emoji: 'Emoji',
  searchEmoji: 'Search emoji',
  noEmoji: 'No emoji by that word',
  smileys: 'Smileys',
  people: 'Hands and people',
  nature: 'Animals and plants',
  food: 'Food and drink',
  doings: 'Going out and playing',
  things: 'Things',
  signs: 'Hearts and signs',

  // editing
  edit: 'Edit',
  editing: 'Editing',
  stopEdit: 'Stop editing',
  editFirst: 'Send or stop the edit below first.',
  keepFirst: (people: number): string =>
    plural(people, {
      one: '# person here keeps the first version',
      other: '# people here keep the first version',
    }),

  // taking back
  delete: 'Delete',
  deleteTitle: (count: number): string =>
    plural(count, { one: 'Delete this message?', other: 'Delete # messages?' }),
  forMe: 'Delete for me',
  forMeHelp: 'Gone from this device. Others keep theirs.',
  forAll: 'Delete for everyone',
  forAllHelp: (porchlights: number, people: number): string =>
    `A Porchlight takes it away as soon as it hears of this; what was read stays known. ${number(porchlights)} of ${plural(people, { one: '# person', other: '# people' })} here use Porchlight; other programs keep theirs.`,
  forAllOne: 'Their Porchlight takes it away as soon as it hears of this. What was read stays known.',
  forAllNone: 'Nobody else here uses Porchlight: they all keep theirs.',
  gone: 'This message was deleted',

  // naming people
  mentionList: 'People in this group',

  // passing on
  forward: 'Forward',
  forwardTo: 'Forward to',
  forwardN: (chats: number): string =>
    plural(chats, { one: 'Forward to # chat', other: 'Forward to # chats' }),
  forwarded: 'Forwarded',
  noChat: 'No chat by that name',
  openIt: 'Open',

  // choosing several
  select: 'Select',
  selecting: 'Selected messages',
  selected: (count: number): string => plural(count, { one: '# selected', other: '# selected' }),
  selectOne: (name: string, text: string): string => `Select: ${name}, ${iso(text)}`,
  stopSelecting: 'Stop selecting',
  copySeveral: 'Copy',
  more: 'More',

  // refused
  nobodyReacts: 'Nobody here uses Porchlight, so a reaction would reach nobody.',
  nobodyEdits: 'Nobody here uses Porchlight: they all keep the first version.',
  notMine: 'Only who wrote a message can do that.',
  noLonger: 'That message is no longer on this device.',
  editTooLong: 'Too long for one message. Nothing was changed.',
  cannotEdit: 'It never went out, and cannot be changed. Write it anew.',
  forwardTooLong: 'Too long for one message there. Nothing was sent.',
  fileNotHere: 'A file is not on this device yet. Download it first; nothing was sent.',
} as const;
