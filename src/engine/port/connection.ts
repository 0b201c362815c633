// Servers and the connection as pages see them.
import type { Finding, PageFacts } from './checks.ts';
import type { DialectId } from '../../protocol/dialect.ts';
import type { Scheme } from '../../protocol/address.ts';
import type { HostClass } from '../../protocol/host-class.ts';
import type { AddressNotice, TypedAddress } from '../../protocol/typed-address.ts';

export type { AddressNotice, HostClass, Scheme };
/** What the address the user typed means. */
export type AddressVerdict = TypedAddress;

export interface ServerView {
  /** `host[:port][/path]` as saved; with `scheme` the key of the record. */
  readonly address: string;
  readonly scheme: Scheme;
  readonly lastJoinedAt: number | undefined;
  readonly isCurrent: boolean;
  readonly hostClass: HostClass;
  /** How it is spoken to: what the user picked, else what was found. */
  readonly speaks?: DialectChoice;
  readonly isPicked?: boolean;
}
/** A way of speaking that the user may pick for a server. */
export type DialectChoice = DialectId;
export interface NeighbourServerView {
  readonly address: string; // as the list gives it
  readonly isOurs: boolean;
  readonly lights: number;
}

/** Why there is no connection, each with a sentence and a next step in the catalogue. */
export type ConnectionProblem =
  | 'unreachable' // closed before it opened: down, refused, wrong port or a certificate this browser does not trust
  | 'mixed-content' // https page and ws://
  | 'not-websocket' // opened HTTP, spoke no WebSocket
  | 'timeout' // nothing within 10 s
  | 'refused-hello' // closed during hello
  | 'counter' // closed 1008 `counter`
  | 'no-list' // hello sent, no list within 15 s
  | 'not-listed' // a list came, our key is not in it
  | 'silent' // half-open: heartbeat unanswered
  | 'oversized' // a frame above 8 MiB (T23)
  | 'dropped' // the server or the network closed it
  | 'neighbour-down' // closed 1011 where a hello was taken before: a server behind this one may be down
  | 'storage'; // nothing can be saved, so nothing is consumed (R04)

export type ConnectionView =
  | { readonly phase: 'none' } // no server chosen
  | {
      readonly phase: 'connecting';
      readonly server: ServerRef;
      readonly waitingFor: 'link' | 'list' | 'own-light';
      readonly since: number;
      readonly again: boolean;
      readonly problem: ConnectionProblem | undefined;
      /** Another way of speaking is being tried. */
      readonly way?: Way;
    }
  | {
      readonly phase: 'online';
      readonly server: ServerRef;
      readonly since: number;
      readonly lights: number;
      readonly servers: readonly NeighbourServerView[];
    }
  | {
      readonly phase: 'waiting';
      readonly server: ServerRef;
      readonly retryAt: number;
      readonly problem: ConnectionProblem;
    }
  | { readonly phase: 'offline'; readonly server: ServerRef } // the browser says there is no network
  | { readonly phase: 'stopped'; readonly server: ServerRef; readonly problem: ConnectionProblem }; // first try failed, or left by the user
/** Which of how many ways of speaking is being tried. */
export interface Way {
  readonly at: number;
  readonly of: number;
}
export interface ServerRef {
  readonly address: string;
  readonly scheme: Scheme;
}

export interface ServersApi {
  readAddress(typed: string, pageIsSecure: boolean): Promise<AddressVerdict>;
  /** Joins; progress as `checks` and `connection` events. Saves the server once joined. */
  connect(server: ServerRef): Promise<void>;
  /** Looks over everything with the connection there is, and opens no other; progress as `findings` events. */
  selfCheck(facts: PageFacts): Promise<readonly Finding[]>;
  disconnect(): Promise<void>;
  forgetServer(server: ServerRef): Promise<void>;
  /** How to speak to a saved server: a row by hand, or what is found by itself. Joins it anew where it is in use. */
  setServerDialect(server: ServerRef, choice: DialectChoice | 'auto'): Promise<void>;
  /** From the page: `online`, `visibilitychange`, `pageshow`, `resume`: probe or reconnect within 1 s. */
  wake(why: 'online' | 'offline' | 'visible' | 'hidden' | 'pageshow'): Promise<void>;
}
