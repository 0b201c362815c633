// Frames as text to send. What is written here, `parseFrame` reads back.
import { dataTextOf } from './data.ts';
import type { DataForm } from './frame.ts';

export { dataTextOf };

export interface SignedParts {
  /** The signed text of `data`: goes out exactly as it is. */
  readonly dataText: string;
  readonly form: DataForm;
  readonly counter: number;
  /** Canonical base64. */
  readonly signatureText: string;
}

/** What v1.2 signs: the text of `data`, then the counter in decimal. */
export function signedText(dataText: string, counter: number): string {
  return `${dataText}${counter}`;
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
