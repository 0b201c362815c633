// Where a host lies, as far as its name tells: this machine, the local network, or the internet (T47, T50).

export type HostClass = 'loopback' | 'private' | 'public';

/** `host` as in a URL: a name, an IPv4 address or an IPv6 address with or without brackets; no port. */
export function hostClass(host: string): HostClass {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (name.includes(':')) return classOfIPv6(name);
  const octets = readIPv4(name);
  return octets === undefined ? classOfName(name) : classOfIPv4(octets);
}

/** The four numbers of a dotted IPv4 address, or undefined. */
export function readIPv4(text: string): readonly [number, number, number, number] | undefined {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (found === null) return undefined;
  const [a = 256, b = 256, c = 256, d = 256] = found.slice(1).map(Number);
  return Math.max(a, b, c, d) > 255 ? undefined : [a, b, c, d];
}

const localSuffixes = ['.local', '.lan', '.internal', '.home.arpa', '.localdomain'];

function classOfName(name: string): HostClass {
  if (name === 'localhost' || name.endsWith('.localhost')) return 'loopback';
  // A name without a dot resolves in the own network or nowhere.
  if (!name.includes('.') || localSuffixes.some((suffix) => name.endsWith(suffix))) return 'private';
  return 'public';
}

function classOfIPv4([a, b]: readonly [number, number, number, number]): HostClass {
  // 0.0.0.0/8 reaches this machine on most systems.
  if (a === 127 || a === 0) return 'loopback';
  if (a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)) return 'private';
  if ((a === 169 && b === 254) || (a === 100 && b >= 64 && b <= 127)) return 'private';
  return 'public';
}

/** `name` as a URL prints it: lower case, shortest form. */
function classOfIPv6(name: string): HostClass {
  if (name === '::1' || name === '::') return 'loopback';
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(name);
  if (mapped !== null) {
    const [high = 0, low = 0] = mapped.slice(1).map((group) => Number.parseInt(group, 16));
    return classOfIPv4([high >> 8, high & 255, low >> 8, low & 255]);
  }
  // fc00::/7 unique local, fe80::/10 link local.
  if (/^f[cd][0-9a-f]{2}:/.test(name) || /^fe[89ab][0-9a-f]:/.test(name)) return 'private';
  return 'public';
}
