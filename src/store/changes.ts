// What one commit may do to the database: everything in it happens, or nothing.
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import type { IdentityRow } from './identity-rows.ts';
import type { PersonRow } from './person-rows.ts';
import type {
  BlobRow,
  ConversationRow,
  CorpusRow,
  HeardRow,
  HeldRow,
  LedgerRow,
  MessageRow,
  OutboxRow,
  PreferencesRow,
  PendingRow,
  ReceiptRow,
  ServerKey,
  ServerRow,
} from './rows.ts';

/** Rows to write; a row with the same key is replaced. */
export interface Puts {
  readonly identity?: IdentityRow;
  readonly preferences?: PreferencesRow;
  readonly ledger?: LedgerRow;
  readonly currentServer?: ServerKey;
  readonly servers?: readonly ServerRow[];
  readonly people?: readonly PersonRow[];
  readonly conversations?: readonly ConversationRow[];
  readonly messages?: readonly MessageRow[];
  readonly outbox?: readonly OutboxRow[];
  readonly held?: readonly HeldRow[];
  readonly blobs?: readonly BlobRow[];
  readonly receipts?: readonly ReceiptRow[];
  readonly pending?: readonly PendingRow[];
  readonly corpus?: readonly CorpusRow[];
  /** Counters set whatever was there before, backwards too: by the user's word only (rule 3). */
  readonly heard?: readonly HeardRow[];
}

/** Keys to remove; one that is not there is no fault. Removals happen before puts. */
export interface Removals {
  readonly currentServer?: true;
  readonly servers?: readonly ServerKey[];
  readonly people?: readonly Fingerprint[];
  readonly conversations?: readonly ConversationId[];
  readonly messages?: readonly string[];
  readonly outbox?: readonly string[];
  readonly held?: readonly string[];
  readonly blobs?: readonly string[];
  readonly receipts?: readonly string[];
  readonly pending?: readonly string[];
  readonly corpus?: readonly number[];
}

export interface Changes {
  readonly put?: Puts;
  readonly remove?: Removals;
  /**
   * Counters accepted with these messages, in the order of acceptance (T04). Each must be greater than the one
   * stored, and than an earlier one of the same key in this list; otherwise nothing of the commit happens.
   */
  readonly hear?: readonly HeardRow[];
  /** Highest message `seq` given out. */
  readonly lastSeq?: number;
  /** Wait until it is on the disk, not only with the operating system. `hear` implies it. */
  readonly strict?: boolean;
}
