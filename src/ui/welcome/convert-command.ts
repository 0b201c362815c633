// The one command that makes a file Porchlight opens of one it does not (tried in test/crypto/cross.test.ts).

const OUT = 'for-porchlight.pem';

export interface Conversion {
  readonly command: string;
  /** Name of the file it writes. */
  readonly out: string;
}

/**
 * @param found What the engine names: "scrypt", "PBE-SHA1-3DES", "OpenSSH", "PKCS#12" …
 * @param fileName The file that was chosen.
 */
export function conversionOf(found: string, fileName: string): Conversion {
  const file = quoted(fileName);
  if (found === 'OpenSSH')
    return { command: `cp ${file} ${OUT} && ssh-keygen -p -m PKCS8 -f ${OUT}`, out: OUT };
  if (found === 'PKCS#12')
    return { command: `openssl pkcs12 -in ${file} -nocerts -legacy -aes256 -out ${OUT}`, out: OUT };
  // Schemes that OpenSSL itself opens only with its old part.
  const isOld = /^(?:DES|RC2|PBE-)/.test(found) && found !== 'PBE-SHA1-3DES' && found !== 'PBE-SHA1-2DES';
  const old = isOld ? ' -provider legacy -provider default' : '';
  const lock = '-topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 1000000';
  return { command: `openssl pkcs8 -in ${file} ${lock}${old} -out ${OUT}`, out: OUT };
}

/** For a POSIX shell: what is not plain stands in single quotes; no name becomes an option. */
function quoted(name: string): string {
  const safe = name.startsWith('-') ? `./${name}` : name;
  return /^[\w./-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", String.raw`'\''`)}'`;
}
