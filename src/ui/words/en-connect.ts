// Words of connecting: the address, the checks, and why it did not work.
import { iso, number, plural } from './formats.ts';

export const connect = {
  noNetwork: 'No network',
  title: 'Join a neighbourhood',
  help: 'A server passes your messages on. It can’t open sealed ones. Use the address a neighbour gave you.',
  address: 'Server address',
  like: 'Like',
  known: 'Servers you know',
  used: (when: string): string => `Last there ${when}`,
  onlyHome: 'Only on your own network',
  onlyHere: 'Only on this device',
  connect: 'Connect',
  checkAgain: 'Check again',
  goToChats: 'Go to chats',
  cancel: 'Stop',
  scheme: 'Kind of link',
  secure: 'Secure link',
  plain: 'Plain link',
  secureHelp: 'Protected on the way (wss). Use it wherever the server can.',
  plainHelp:
    'Not protected on the way (ws): whoever carries it sees which keys write to which. Sealed messages stay sealed.',
  addressProblem: {
    empty: 'Type the address of a server.',
    malformed: 'This is no address. It looks like my.awesomeserver.net or 10.0.0.27:8001.',
    'bad-scheme': 'Only ws, wss, http and https addresses can be joined.',
    'bad-port': 'A port is a number from 1 to 65535.',
    'too-long': 'This address is too long.',
    credentials: 'An address with a name or password in it can’t be used. Leave out everything up to the @.',
    query: 'Leave out what follows the ? or #.',
    zone: 'Browsers can’t open an address with % in it (a link-local one). Use the machine’s name or another address.',
  },

  willContact: {
    picked: (address: string): string => `Read from what you pasted: ${iso(address)}`,
    number: (address: string): string => `Your browser reads this as ${iso(address)}`,
    international: (address: string, typed: string): string =>
      `${iso(typed)} is ${iso(address)} to your browser.`,
    'look-alike': (address: string, typed: string): string =>
      `Careful: some letters of ${iso(typed)} only look like the usual ones. Your browser would contact ${iso(address)}.`,
  },
  acceptCertificate: 'Open it in a tab',
  acceptHelp:
    'If its certificate is self-made, open it in a tab and accept it there, then check again. Safari needs it installed on the device.',
  allowance: {
    asks: 'Your browser will ask whether this page may reach your own network. Allow it.',
    denied:
      'Your browser was told that this page may not reach your own network. Allow “local network” in the settings of this site.',
  },

  checking: 'Checking',
  checked: 'Checked',
  stoppedAt: (step: number, of: number): string => `Stopped at step ${number(step)} of ${number(of)}`,
  checks: {
    address: 'Address makes sense',
    link: 'Link opens',
    hello: 'Server answers hello',
    listed: 'Your light in its list',
    note: 'Sealed note to yourself',
    file: 'Small file up and down',
  },
  passed: {
    address: 'Address makes sense',
    link: 'Link opened',
    hello: 'The server answered your hello',
    listed: 'Your light is on in its list',
    note: 'Sealed note came home',
    file: 'Small file went up and came back',
  },
  running: {
    address: 'Reading the address',
    link: 'Opening the link',
    hello: 'Saying hello',
    listed: 'Looking for your light in its list',
    note: 'Sending yourself a sealed note',
    file: 'Sending and fetching a small file',
  },
  secureAddress: 'A secure link.',
  plainAddress: 'A plain link, not protected on the way.',
  hostClass: {
    loopback: 'A server on this device.',
    private: 'A machine on your own network.',
    public: 'A server on the internet.',
  },
  online: (lights: number, servers: number): string =>
    `${plural(lights, { one: '# light on', other: '# lights on' })} across ${plural(servers, { one: '# server', other: '# servers' })}.`,
  ms: (value: number): string => `${number(Math.round(value))} ms`,
  startAlready: 'You can start already.',
  carriesOn: 'The last checks carry on by themselves.',
  allGood: 'Your light is on.',
  allGoodHelp: 'Everything here works.',
  goodEnough: 'You can chat here. What has a mark above does not work on this server.',

  waitingFor: {
    link: 'Waiting for the server to pick up. A sleeping one can take ten seconds.',
    list: 'The link is open. Waiting for the server’s list.',
    'own-light': 'A list came without your light. Waiting for the next one.',
  },
  otherWay: (at: number, of: number): string =>
    `It did not take that. Trying another way of speaking (${number(at)} of ${number(of)}).`,

  offline: 'This device has no network now. Once it has one, your light goes on by itself.',

  nothingSent: 'Nothing was sent. Your key is untouched.',
  problem: {
    unreachable: 'Nobody answers there',
    'mixed-content': 'Your browser won’t open a plain link',
    'not-websocket': 'Something answers, but it is no chat server',
    timeout: 'No answer within ten seconds',
    'refused-hello': 'The server sent us away',
    counter: 'The server thinks this hello is an old one',
    'no-list': 'The server says nothing back',
    'not-listed': 'Your light is missing in its list',
    silent: 'The server fell silent',
    oversized: 'The server sends far too much at once',
    dropped: 'The link broke',
    'neighbour-down': 'A server behind this one may be down',
    storage: 'Nothing can be saved on this device',
  },
  problemHelp: {
    unreachable:
      'The address may be mistyped, the server off, or its certificate one that this browser does not trust. Ask whoever runs it.',
    'mixed-content':
      'This page is secure (https) and the link would be plain (ws). Browsers refuse to mix the two. The server itself may be fine.',
    'not-websocket': 'A web page lives at this address. The chat server may have another port.',
    timeout: 'The network or the server is slow, or a firewall swallows the link.',
    'refused-hello':
      'It closed the link when we said hello. It may speak another dialect, or know this key already.',
    counter:
      'It has seen a higher counter from this key, perhaps from another device. Try again in a moment.',
    'no-list':
      'We said hello and asked who is here, and got no answer within 15 seconds. It may speak another dialect.',
    'not-listed':
      'It sent a list, but without your key: it did not take the hello. It may speak another dialect.',
    silent: 'The link looked open, but nothing came through it any more.',
    oversized: 'A single frame above 8 MB came in and was refused, to keep this device well.',
    dropped: 'The server or the network closed it.',
    'neighbour-down':
      'It closes the link on everybody while one of its neighbours does not answer. Try again in a while.',
    storage: 'Without saving, messages could be lost, so nothing is taken in. Make room or reload the page.',
  },
  trySecure: 'Try the secure link instead',
  tryPlain: 'Try the plain link instead',

  warn: {
    noEcho: 'It did not come home within eight seconds. Chats work; “passed on” shows later here.',
    broken: 'It came home, but did not open. Sealed chats may not work here.',
    notTried: 'Not tried this time.',
    uploadBlocked:
      'This server takes no files from a browser. Small ones travel inside messages between Porchlights.',
    uploadBlind: 'Files go up here, but a browser can’t see whether they were taken.',
    uploadUnreachable: 'Files can’t be sent here: no upload, or none that a browser may use.',
    uploadTooLarge: 'This server takes hardly any file.',
    uploadHttp: 'This server answers uploads with an error.',
    uploadOddAnswer: 'This server answers uploads in a way we don’t know.',
    otherHost: 'Files lie on another machine: you are asked before each download.',
    downloadUnreachable:
      'A file went up, but a page may not fetch it back. Files others send open in a tab of their own.',
    downloadDiffers: 'A file came back changed.',
  },
} as const;
