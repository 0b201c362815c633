// Words of putting Porchlight on the home screen.
export const install = {
  title: 'Install',
  iosTitle: 'Put it on your Home Screen',
  iosPicture: 'The bar of the browser, with the Share button in its middle',
  iosShare: ['In Safari, tap', 'Share', 'at the bottom. You may need', 'first.'],
  iosAdd: ['Scroll down and choose', 'Add to Home Screen', '.'],
  iosOpen: ['Tap', 'Add', ', then open Porchlight from its icon.'],
  takeInvite: 'Take your invite along',
  takeInviteHelp:
    'On iPhone, the icon starts empty: it can’t see what this tab keeps. Copy the invite now, and paste it there under “I have an invite”.',
  copyInvite: 'Copy invite',
  emptyIcon:
    'On iPhone, the icon starts empty: it can’t see what this tab keeps. A key that was made here is to be carried over.',
  erased:
    'On iPhone and iPad, Safari erases what a tab keeps after seven days without a visit. From the Home Screen, Porchlight keeps your key.',
  tryNow: 'Try it now, keep it later',
  androidTitle: 'Keep it within reach',
  asApp: 'Porchlight as an app',
  asAppHelp: 'Its own icon and window, opens without a network, and your chats are safer from clean-ups.',
  small: 'Less than a megabyte. No store, no account.',
  sameKey: 'Same key and chats as here, nothing to move.',
  ownKey:
    'In Safari, the app starts empty: it can’t see what is kept here. Your recovery file brings your key over.',
  count: 'Can show a count on the icon and notices while it runs.',
  noButton: 'No button in your browser?',
  openMenu: ['Open the menu', 'at the top right.'],
  choose: ['Choose', 'Add to home screen', ', then', 'Install', '.'],
  go: 'Install',
  notOffered: 'Your browser has not offered it yet. Its own menu can do it.',
  isInstalled: 'You are in the installed app',
  isInstalledHelp: 'It opens without a network, and the browser keeps its data with more care.',
} as const;
