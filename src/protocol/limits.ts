// The size of things (PROTOCOL.md rule 10). Every number that bounds what is read or sent is in this file.

const KiB = 1024;
const MiB = 1024 * KiB;

export const LIMITS = {
  /** A typed text, in UTF-8 bytes; longer ones are offered as a file. */
  textBytes: 16 * KiB,
  /** A finished frame that goes out, in UTF-8 bytes. */
  outboundFrame: 768 * KiB,
  /** A frame that comes in from a server. */
  inboundFrame: 8 * MiB,
  /** A client's frame at the relay. */
  relayClientFrame: MiB,
  /** A neighbour's frame at the relay. */
  relayNeighbourFrame: 8 * MiB,
  /** Frames a second and socket at the relay, and how many may come at once. */
  relayRate: 100,
  relayBurst: 1000,
  /** People in one message, the sender included; also the most `symm_keys` and `destination_servers`. */
  participants: 1024,
  /** Servers and keys in one `client_list`; keys in one `client_update`. */
  servers: 256,
  keys: 16_000,
  /** Objects and arrays inside each other. */
  nesting: 16,
  /** Members of one object; objects and arrays in one text. */
  members: 1024,
  containers: 65_536,
  /** Characters of a server address, of a public key's PEM text. */
  address: 255,
  pem: 4 * KiB,
  /** What somebody is called in `sender` and `participants`: some programs put the whole public key there. */
  name: 4 * KiB,
  /** Bytes of one wrapped key and of one signature: RSA-4096 makes 512. */
  wrappedKey: 1024,
  signature: 1024,
  counterMax: 2 ** 53 - 1,
  /** A name that somebody claims, as shown and as read. */
  oneLineName: 40,
  claimedName: 255,
  /** Inside `x`. */
  caps: 32,
  capLength: 32,
  receiptIds: 1024,
  fileName: 255,
  fileType: 127,
  fileUrl: 2048,
  /** One emoji, in code units; a group's title, in characters. */
  emoji: 32,
  title: 64,
  /** People named in one text; messages taken back by one act. */
  mentions: 64,
  takenBack: 100,
  /** Seconds until something disappears: four weeks. */
  ttl: 4 * 7 * 86_400,
  /** Bytes of a file inside a message: sealed and in base64 twice, its frame stays far below every server's limit. */
  inlineFile: 48 * KiB,
  /** The encrypted payload is padded to a multiple of this many bytes. */
  padding: 256,
  /** The JSON a server answers to an upload, in characters. */
  uploadAnswer: 64 * KiB,
} as const;
