// Checks while joining, and what the self-check finds.
import type { ConnectionProblem } from './connection.ts';
import type { Snapshot } from '../port.ts';

export type CheckId = 'address' | 'link' | 'hello' | 'listed' | 'note' | 'file';
export type CheckView =
  | { readonly id: CheckId; readonly state: 'todo' }
  | { readonly id: CheckId; readonly state: 'waiting'; readonly since: number }
  | { readonly id: CheckId; readonly state: 'ok'; readonly ms: number | undefined }
  | { readonly id: CheckId; readonly state: 'warn'; readonly problem: string } // goes on without it, e.g. no echo, no upload
  | { readonly id: CheckId; readonly state: 'failed'; readonly problem: ConnectionProblem };

/** What the page knows of itself and of its browser, for a self-check. */
export interface PageFacts {
  readonly allowance: Allowance;
  readonly storage: 'kept' | 'may-be-cleared' | NonNullable<Snapshot['storageProblem']>;
}
/** What this browser allows, from this page, toward the server in use: a link, after a question, or none. */
export type Allowance = 'fine' | 'asks' | 'denied' | 'mixed';

export type FindingId =
  | 'keys'
  | 'storage'
  | 'address'
  | 'link'
  | 'list'
  | 'listed'
  | 'dialect'
  | 'note'
  | 'upload'
  | 'download'
  | 'frame';
/** What was found; each has a sentence, and where something is to be done a next step, in the catalogue. */
export type FindingWhat =
  | 'keys-work'
  | 'keys-broken'
  | PageFacts['storage']
  | 'no-server'
  | 'secure'
  | 'plain-here'
  | 'plain'
  | 'asks'
  | 'denied'
  | 'mixed-content'
  | 'open'
  | 'no-network'
  | 'still-trying'
  | 'down-or-certificate'
  | 'down'
  | Exclude<ConnectionProblem, 'storage' | 'unreachable' | 'mixed-content'>
  | 'answers'
  | 'light-on'
  | 'listed-twice'
  | 'spoken'
  | 'came-home'
  | 'no-copies'
  | 'no-echo'
  | 'broken'
  | 'not-tried'
  | 'went-up'
  | 'came-back'
  | FileProblem
  | 'frame-limit';
/** What a small file up and down may meet (file-check.ts). */
export type FileProblem =
  | 'upload-unreachable'
  | 'upload-blocked'
  | 'upload-blind'
  | 'upload-too-large'
  | 'upload-http'
  | 'upload-odd-answer'
  | 'other-host'
  | 'download-unreachable'
  | 'download-differs';
export type Finding =
  | { readonly id: FindingId; readonly state: 'todo' | 'running' }
  | {
      readonly id: FindingId;
      /** `skipped`: could not be looked at; nothing wrong by itself. */
      readonly state: 'ok' | 'warn' | 'failed' | 'skipped';
      readonly what: FindingWhat;
      readonly ms?: number;
      /** A size in bytes, or the name of a dialect. */
      readonly detail?: number | string;
    };
