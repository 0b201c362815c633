// The one error of this room: something read was not what the protocol allows.

export type ProtocolProblem =
  | 'too-large' // longer than the limit of the place it was read at
  | 'not-json'
  | 'duplicate-key'
  | 'too-deep' // nested deeper than LIMITS.nesting
  | 'ill-formed' // a surrogate that stands alone
  | 'bad-shape' // a member is missing or of the wrong type
  | 'bad-base64' // not canonical
  | 'unknown-type' // well-formed, but no message of this protocol
  | 'bad-counter' // not an integer token from 0 to 2^53-1
  | 'limit' // more of something than LIMITS allows
  | 'differ'; // the flat and the wrapped copy of a payload say different things

/** `detail` names the member at fault and is made of our own words only: it may be logged. */
export class ProtocolError extends Error {
  readonly kind: ProtocolProblem;
  readonly detail: string;

  constructor(kind: ProtocolProblem, detail: string) {
    super(`${kind}: ${detail}`);
    this.name = 'ProtocolError';
    this.kind = kind;
    this.detail = detail;
  }
}
