// The command line: every flag, its one-line explanation, and how its text becomes an option.
import { parseArgs } from 'node:util';
import { readNeighbourName } from './neighbours.ts';
import { BadOption, type RelayOptions } from './options.ts';

export type Flags =
  | { readonly kind: 'run'; readonly options: RelayOptions }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly message: string };

const HELP: readonly (readonly [flag: string, explanation: string])[] = [
  ['--host NAME', 'address to listen on; 0.0.0.0 for everybody on the network (127.0.0.1)'],
  ['--port N', 'port to listen on; 0 takes a free one (8080)'],
  ['--address HOST:PORT', 'its name in lists, by which neighbours dial it (localhost:PORT)'],
  ['--public-url URL', 'how browsers reach it, when a proxy stands in front; used in links to uploads'],
  ['--origin ORIGIN', 'a page from there may use it too; repeatable; * allows every page'],
  ['--app DIR', 'serve the app from this directory'],
  ['--uploads DIR', 'keep uploads there; without it they are gone when the relay stops'],
  ['--max-upload SIZE', 'largest upload, in bytes or as 10M (25M)'],
  ['--upload-quota SIZE', 'all uploads together (1024M)'],
  ['--upload-age HOURS', 'how long an upload is kept (168)'],
  ['--rate N', 'frames a second from one client, with bursts of ten times as many (100)'],
  ['--lenient-counters', 'serve clients that start their counter again with the same key'],
  ['--neighbour [ws://|wss://]HOST:PORT=FINGERPRINT', 'a server of the neighbourhood; repeatable'],
  ['--trust-neighbours', 'accept a --neighbour without a fingerprint by its name alone'],
  ['--identity FILE', "the server's own key, made on first start (a new one each time)"],
  ['--cert FILE', 'certificate in PEM, for https and wss'],
  ['--key FILE', "the certificate's private key in PEM"],
  ['--quiet', 'no log'],
  ['--help', 'this text'],
];

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const yes = { type: 'boolean' } as const;
const FLAGS = {
  host: text,
  port: text,
  address: text,
  'public-url': text,
  origin: texts,
  app: text,
  uploads: text,
  'max-upload': text,
  'upload-quota': text,
  'upload-age': text,
  rate: text,
  'lenient-counters': yes,
  neighbour: texts,
  'trust-neighbours': yes,
  identity: text,
  cert: text,
  key: text,
  quiet: yes,
  help: yes,
} as const;

function helpText(): string {
  const lines = HELP.map(([flag, explanation]) => `  ${flag}\n      ${explanation}`);
  return ['A relay for the OLAF/Neighbourhood chat protocol.', '', ...lines, ''].join('\n');
}

function wholeNumber(flag: string, value: string, min: number, max: number): number {
  const number = /^\d{1,15}$/.test(value) ? Number(value) : -1;
  if (number < min || number > max)
    throw new BadOption(`--${flag} ${value}: expected a number from ${min} to ${max}`);
  return number;
}

function size(flag: string, value: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,12})([KMG]?)$/i.exec(value) ?? [];
  const factor = new Map([
    ['', 1],
    ['K', 1024],
    ['M', 1024 ** 2],
    ['G', 1024 ** 3],
  ]).get(unit.toUpperCase());
  if (digits === '' || factor === undefined)
    throw new BadOption(`--${flag} ${value}: expected a size such as 500000 or 10M`);
  return Number(digits) * factor;
}

function webAddress(flag: string, value: string): string {
  const isWeb = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
  if (!isWeb) throw new BadOption(`--${flag} ${value}: expected an address such as https://chat.example`);
  return value;
}

function origin(value: string): string {
  return value === '*' ? value : new URL(webAddress('origin', value)).origin;
}

function neighbour(value: string): string {
  if (readNeighbourName(value) !== undefined) return value;
  throw new BadOption(`--neighbour ${value}: expected [ws://|wss://]host:port=FINGERPRINT`);
}

function address(value: string): string {
  if (value.length > 0 && value.length <= 255) return value;
  throw new BadOption('--address: expected host:port');
}

/** What `part` makes of a flag's value, or nothing when the flag was not given. */
function given<Value>(
  value: Value | undefined,
  part: (value: Value) => Partial<RelayOptions>,
): Partial<RelayOptions> {
  return value === undefined ? {} : part(value);
}

function readOptions(args: readonly string[]): RelayOptions | undefined {
  const { values } = parseArgs({ args: [...args], options: FLAGS, strict: true, allowPositionals: false });
  if (values.help === true) return undefined;
  const hours = (value: string): number => wholeNumber('upload-age', value, 1, 87_600);
  return {
    ...given(values.host, (host) => ({ host })),
    ...given(values.port, (value) => ({ port: wholeNumber('port', value, 0, 65_535) })),
    ...given(values.address, (value) => ({ address: address(value) })),
    ...given(values['public-url'], (value) => ({ publicUrl: webAddress('public-url', value) })),
    ...given(values.origin, (list) => ({ origins: list.map(origin) })),
    ...given(values.app, (app) => ({ app })),
    ...given(values.uploads, (uploads) => ({ uploads })),
    ...given(values['max-upload'], (value) => ({ maxUpload: size('max-upload', value) })),
    ...given(values['upload-quota'], (value) => ({ uploadQuota: size('upload-quota', value) })),
    ...given(values['upload-age'], (value) => ({ uploadAge: hours(value) * 3_600_000 })),
    ...given(values.rate, (value) => ({ rate: wholeNumber('rate', value, 1, 1_000_000) })),
    ...given(values['lenient-counters'], (lenientCounters) => ({ lenientCounters })),
    ...given(values.neighbour, (list) => ({ neighbours: list.map(neighbour) })),
    ...given(values['trust-neighbours'], (trustNeighbours) => ({ trustNeighbours })),
    ...given(values.identity, (identity) => ({ identity })),
    ...given(values.cert, (cert) => ({ cert })),
    ...given(values.key, (key) => ({ key })),
    log: values.quiet === true ? () => undefined : (line) => console.log(line),
  };
}

/** Reads the command line. Nothing in it throws: what cannot be understood is explained in `message`. */
export function readFlags(args: readonly string[]): Flags {
  try {
    const options = readOptions(args);
    return options === undefined ? { kind: 'help', text: helpText() } : { kind: 'run', options };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: 'wrong', message: `${error.message}\nTry --help.` };
  }
}
