// Words of You › Storage: what is used, what may be cleared, and taking chats along.
import { iso, number, plural } from './formats.ts';

const messages = (count: number): string => plural(count, { one: '# message', other: '# messages' });

export const storage = {
  onDevice: 'on this device',
  ofAbout: (quota: string): string => `on this device, of about ${quota}`,
  images: 'Pictures',
  files: 'Files',
  rest: 'Messages and app',
  kept: 'Kept safe by the browser',
  keptHelp: 'Won’t be cleared when space runs low',
  on: 'On',
  notKept: 'The browser may clear this',
  notKeptHelp: 'When space runs low, your key and chats may go',
  keep: 'Keep it',
  keptNow: 'The browser keeps it safe now.',
  notKeptNow: 'The browser makes no promise yet. Install Porchlight or use it for a while, then ask again.',
  onlyHere: 'Your copy lives only on this device.',
  privateWindow: 'In a private window everything goes when the window closes.',
  safari: 'Safari erases this after seven days without a visit',
  safariHelp:
    'Add Porchlight to the Home Screen; there it stays. It starts empty there: bring your recovery file and an export.',
  low: 'Little space is left',
  lowHelp: (left: string): string => `About ${left}. Clear files below, or make room on the device.`,
  madeRoom: (files: number): string =>
    `This device was full. ${plural(files, {
      one: '# file from a stranger was let go; it can be fetched again.',
      other: '# files from strangers were let go; they can be fetched again.',
    })}`,

  byChat: 'By chat',
  allChats: (count: number): string => `All ${number(count)} chats`,
  holds: (count: number, size: string): string => `${messages(count)}, ${size}`,
  messages,
  exportChat: 'Export this chat',
  clearFiles: 'Clear its files',
  clearFilesHelp: 'The messages stay. What still lies on a server can be fetched again.',
  filesCleared: 'Its files are off this device.',
  clearAll: 'Clear messages and files',

  takeAlong: 'Take it with you',
  exportChats: 'Export chats',
  exportHelp: 'A zip to read in any browser. Not locked.',
  exportTitle: (chat: string): string => `Export the chat with ${iso(chat)}`,
  whatIsIn:
    'Pages to read in any browser, and all it takes to import the chats on another device with your key.',
  notLocked: 'The file is not locked: whoever has it can read it. Keep it where you’d keep a diary.',
  leftOut: 'Left out: messages that disappear by a timer, and held ones.',
  withFiles: 'With files',
  export: 'Export',
  exporting: (done: string, total: string): string => `${done} of ${total} messages`,
  exported: 'The file is made.',
  importChats: 'Import chats',
  importHelp: 'From an export of this same key',
  importing: 'Importing',
  importDone: 'Import finished',
  added: (count: number, chats: number): string =>
    `${messages(count)} added in ${plural(chats, { one: '# chat', other: '# chats' })}.`,
  nothingNew: 'Everything in it is here already.',
  filesToo: (count: number): string =>
    plural(count, { one: '# file came along.', other: '# files came along.' }),
  known: (count: number): string =>
    plural(count, { one: '# was here already.', other: '# were here already.' }),
  refusedSome: (count: number): string =>
    plural(count, { one: '# made no sense and was left out.', other: '# made no sense and were left out.' }),
  done: 'Done',
  refused: 'Not imported',
  notAnExport: 'This is no export of Porchlight’s.',
  newerVersion: 'A newer Porchlight made this file. Update this one first.',
  anotherIdentity:
    'This export belongs to another key. Only its own key can take it: restore that from its recovery file first.',
  unproven: 'Your key did not make this file, or it was changed since. Nothing was imported.',
  tooLarge: 'This is too large for one file. Try without files, or chat by chat.',
  damaged: 'The file is damaged. What came before the fault is here; nothing is here twice.',
  full: 'This device is full. What fitted is here; make room and import the file again.',
  failed: 'That did not work. Nothing was lost.',

  /** On the pages of an export. */
  page: {
    note: (day: string): string =>
      `Exported from Porchlight on ${day}. Not locked: whoever has this file can read it.`,
    chats: 'Chats',
    me: 'You',
    square: 'The square',
    yourself: 'Notes to yourself',
    unnamed: 'Unnamed',
    openQuote: '“',
    closeQuote: '”',
    earlier: 'Earlier messages',
    later: 'Later messages',
    messages: 'Messages',
    edited: 'edited',
    takenBack: 'Taken back',
    inAnswerTo: 'In answer to',
    notInside: 'not in this export',
    newTitle: 'gave the group a title:',
    newTimer: 'changed when messages disappear',
  },
} as const;
