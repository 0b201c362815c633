// Words of the app lock: choosing it, opening it, and its page under You.
import { number, plural } from './formats.ts';

const seconds = (count: number): string => plural(count, { one: '# second', other: '# seconds' });

export const lock = {
  // While a key is made or restored.
  offer: 'Lock this app with a passphrase',
  offerHelp:
    'For a device that may be lost, or that others use. Everything is then sealed before it is kept: your key, your names and your messages. You type the passphrase at every start.',
  offerOnce: 'This can only be chosen now, with a new or restored key.',
  mine: 'Passphrase of the lock',
  again: 'Once more',
  rule: (least: number): string =>
    `At least ${number(least)} characters. Four or five random words are good, and easy to type.`,
  easy: 'Too easy to guess. Take more words, or rarer ones.',
  differs: 'The two are not the same.',
  forgetting:
    'Nobody can open it without. If you forget the passphrase, only your recovery file brings back the key, and nothing brings back the messages.',
  manager: 'If your browser offers to keep the passphrase, it lies on this device, too.',
  newKey: 'A new key is made for it, with another picture: the first one was kept without a lock.',
  chosen: 'Locked with your passphrase',
  chosenHelp: 'You will be asked for it at every start.',
  notEmpty:
    'Older messages lie on this device without a lock. To have one, remove everything here first, then restore your key.',

  // The unlock screen.
  title: 'Locked',
  welcome: 'Welcome back',
  whose: 'Your key',
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  unlocking: 'Unlocking',
  usePasskey: 'Use passkey',
  nothingComesIn: 'While it is locked, Porchlight is not connected. Nothing comes in.',
  wrong: 'That isn’t the passphrase.',
  wrongPasskey: 'That passkey doesn’t open it. Use the passphrase.',
  noPasskey: 'The passkey didn’t answer. Use the passphrase.',
  wait: (count: number): string => `Too many wrong tries. Wait ${seconds(count)}.`,
  framed: 'This page is shown inside another one. Open Porchlight by itself to unlock it.',
  forgot: 'Forgot the passphrase?',
  forgotTitle: 'Without the passphrase',
  forgotHelp:
    'Nobody can open what is here, and we have no other key to it. Your way back: remove everything from this device, then restore your key from its recovery file.',
  forgotMessages: 'The messages on this device are lost. They may still be with the people you wrote to.',
  forgotNoFile: 'Without a recovery file the key is lost, too, and you begin as somebody new.',
  remove: 'Remove everything',
  removeThis: 'Remove this identity from this device',

  // You › App lock.
  on: 'On',
  off: 'Off',
  offTitle: 'This key has no lock',
  offPage:
    'A lock seals the key before it is kept for the first time, so it can only be chosen when a key is made or restored. This one lies in the browser already, which never gives it out again.',
  howTo: 'To have a lock',
  howRestore:
    'Save your recovery file and your chats (Storage, Export). Remove this identity from this device. Then restore it from the file, and choose “Lock this app” there.',
  howNew: 'Without a recovery file you would have to begin with a new key.',
  lockNow: 'Lock now',
  lockNowHelp: 'Nothing comes in until you unlock',
  after: 'Lock when nobody uses it',
  minutes: (count: number): string =>
    count === 60 ? 'After an hour' : plural(count, { one: 'After # minute', other: 'After # minutes' }),
  never: 'Never by itself',
  neverHelp: 'Only when you lock it, or close it',
  ways: 'Ways in',
  changeTitle: 'Change the passphrase',
  changed: 'The new passphrase is the one from now on.',
  now: 'Passphrase now',
  next: 'New passphrase',
  nextAgain: 'New passphrase once more',
  change: 'Change it',
  passkey: 'Passkey',
  passkeyNone: 'Fingerprint, face or PIN of this device, beside the passphrase',
  passkeyThere: 'Opens it, beside the passphrase',
  passkeyMissing: 'This browser or device has no passkeys that can open it',
  add: 'Add',
  takeAway: 'Remove',
  addTitle: 'Add a passkey',
  addHelp:
    'The passphrase stays your way in. If the passkey is kept in an account, whoever gets into that account and has this device can open it, too.',
  addIt: 'Add passkey',
  added: 'The passkey opens it now.',
  noPasskeyMade: 'No passkey was made. It was turned down, or this device’s passkeys cannot open a lock.',
  takeTitle: 'Remove the passkey',
  takeHelp: 'From then on only the passphrase opens it. The passkey itself stays in your list of passkeys.',
  takeIt: 'Remove passkey',
  taken: 'Only the passphrase opens it now.',
  spare: 'Recovery file',
  makeSpare: 'Make a recovery file',
  makeSpareHelp: 'There is none yet. The lock holds your key, so one can still be made.',
  makeSpareNow: 'Your passphrase takes the key out of its lock once more, to make the file.',
  makeIt: 'Go on',
  protects: 'What a lock protects',
  protectsThis:
    'A lost or stolen device, and a copy of the browser’s files: without the passphrase they tell nobody your key, your name, your names for others, or a word you wrote.',
  protectsNot:
    'It does not protect an app that is open and unlocked, and helps neither against other extensions of this browser nor against somebody who watches you type.',
  visible:
    'What stays to be seen: whose key this is, the fingerprints you have had to do with, how many messages there are, and when disappearing ones go.',
  elsewhere: 'What you save yourself lies outside the lock: downloads, exports, the recovery file.',
  quiet: 'Behind an app lock, notifications never say who or what: browsers keep them on the disk.',
} as const;
