// What the engine runs on: everything of the outer world is handed in, so that tests own it.
import type { KeyPairBytes } from '../crypto/key-pair.ts';
import type { CryptoRunner } from '../crypto/runner.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';
import type { StoreTrouble } from '../store/problem.ts';
import type { Store } from '../store/store.ts';
import type { HttpTransport } from '../wire/http.ts';
import type { FailureReason } from '../wire/probe.ts';
import type { RawSocketFactory } from '../wire/raw-socket.ts';
import type { Mark } from './mark.ts';
import type { ServerRef } from './port/connection.ts';

export interface Platform {
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Milliseconds since 1970 of the build; the own counter's clock is clamped to it (PROTOCOL.md rule 9). */
  readonly buildTime: number;
  /** False where there is no WebCrypto (an insecure page): nothing can be made then. */
  readonly hasCrypto: boolean;
  /** Throws `StoreError`. */
  readonly openStore: (onTrouble: (trouble: StoreTrouble) => void) => Promise<Store>;
  readonly mark: Mark;
  readonly makeRunner: () => CryptoRunner;
  /** The platform's own way unless a test stands in. */
  readonly makeKeyPair?: () => Promise<KeyPairBytes>;
  readonly createSocket: RawSocketFactory;
  /** Why a socket did not open. */
  readonly explain: (server: ServerRef) => Promise<FailureReason>;
  /** For uploads; XMLHttpRequest, which tells how far it is, unless somebody stands in. */
  readonly transport?: HttpTransport;
  /** For downloads; the platform's own unless a test stands in. */
  readonly fetch?: typeof fetch;
  /** Awaited before an identity is stored: no other tab may take it for its own to run (leadership.ts). */
  readonly claim?: (fingerprint: Fingerprint) => Promise<void>;
  /** What the browser says of the space it gives; undefined where it does not. */
  readonly estimate?: () => Promise<StorageEstimate>;
  /** PBKDF2 rounds of a recovery file, where a test is in a hurry. */
  readonly iterations?: number;
}
