// The part of a browser's WebSocket that is used here; factories of fakes and of Node's `ws` make the same.

export interface RawSocket {
  readonly bufferedAmount: number; // bytes
  onopen: ((event: Event) => unknown) | null;
  onmessage: ((event: MessageEvent<unknown>) => unknown) | null;
  onclose: ((event: CloseEvent) => unknown) | null;
  onerror: ((event: Event) => unknown) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}
export type RawSocketFactory = (url: string) => RawSocket;

/** The browser's own. */
export const browserSocket: RawSocketFactory = (url) => new WebSocket(url);
