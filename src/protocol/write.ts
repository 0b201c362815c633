// Frames as text to send. What is written here, `parseFrame` reads back.
import { dataTextOf } from './data.ts';
import type { DataForm } from './frame.ts';
import { AS_RECEIVED, type SignedForm } from './speech.ts';

export { dataTextOf };

export interface SignedParts {
  /** The signed text of `data`: goes out exactly as it is. */
  readonly dataText: string;
  readonly form: DataForm;
  readonly counter: number;
  /** Canonical base64. */
  readonly signatureText: string;
}

/**
 * What a signature in `form` covers, for a `dataText` that was written in that form (`dataTextOf`): what the other program
 * makes of `data` again is the same text. By itself: the text of `data`, then the counter in decimal.
 */
export function signedText(dataText: string, counter: number, form: SignedForm = AS_RECEIVED): string {
  const covered = form.over === 'pair' ? pairText(dataText, counter, form.spaced) : dataText;
  return form.counter ? `${covered}${counter}` : covered;
}

/** One object around both. `counter` stands before `data` in every order. */
function pairText(dataText: string, counter: number, spaced: boolean): string {
  const blank = spaced ? ' ' : '';
  return `{"counter":${blank}${counter},${blank}"data":${blank}${dataText}}`;
}

/** The envelope around `dataText`. */
export function writeSignedFrame(parts: SignedParts): string {
  const data = parts.form === 'string' ? JSON.stringify(parts.dataText) : parts.dataText;
  return `{"type":"signed_data","data":${data},"counter":${parts.counter},"signature":"${parts.signatureText}"}`;
}

export function writeClientListRequest(): string {
  return '{"type":"client_list_request"}';
}

export function writeClientUpdateRequest(): string {
  return '{"type":"client_update_request"}';
}

/** The answer of a server: all servers with the PEM texts of their clients. */
export function writeClientList(
  servers: readonly { readonly address: string; readonly clients: readonly string[] }[],
): string {
  return JSON.stringify({
    type: 'client_list',
    servers: servers.map(({ address, clients }) => ({ address, clients })),
  });
}

/** All users of the sending server. */
export function writeClientUpdate(clients: readonly string[]): string {
  return JSON.stringify({ type: 'client_update', clients });
}
