// Where and how a server takes files: nobody says, and programs differ (DIALECTS.md, row "upload"). Never another host than
// the one the user chose (T50).
import { httpBase, type ServerAddress } from './address.ts';
import type { UploadManners } from './dialect.ts';

export interface UploadPlace {
  readonly body: 'multipart' | 'raw';
  /** Undefined: the port of the WebSocket, and below its path. */
  readonly port: number | undefined;
}

/** What the protocol's text says: a form to `/api/upload` on the same port. */
export const USUAL_PLACE: UploadPlace = { body: 'multipart', port: undefined };

/**
 * Places in the order in which they are worth a try. A program with a place of its own is asked there first: its WebSocket
 * port would only swallow the bytes.
 */
export function placesToTry(server: ServerAddress, manners: UploadManners): readonly UploadPlace[] {
  const own = placeOf(server, manners);
  if (own === undefined || (own.port === undefined && own.body === USUAL_PLACE.body)) return [USUAL_PLACE];
  return [own, USUAL_PLACE];
}

/** The URL of the upload service. */
export function uploadUrl(server: ServerAddress, { port }: UploadPlace): string {
  return `${originOf(server, port)}/api/upload`;
}

/** Where a file will lie that goes up under `name`; undefined where the server alone knows. */
export function predictedUrl(
  server: ServerAddress,
  manners: UploadManners,
  name: string,
): string | undefined {
  const place = placeOf(server, manners);
  return manners.named === undefined || place === undefined
    ? undefined
    : originOf(server, place.port) + manners.named + name;
}

/** The row's own place; undefined where its port does not exist. */
function placeOf(server: ServerAddress, { body, port }: UploadManners): UploadPlace | undefined {
  const wanted = 'fixed' in port ? port.fixed : port.plus === 0 ? undefined : portOf(server) + port.plus;
  return wanted !== undefined && wanted > 65_535 ? undefined : { body, port: wanted };
}

/** Another port is another service: the path of the WebSocket means nothing there. */
function originOf(server: ServerAddress, port: number | undefined): string {
  const base = httpBase(server);
  if (port === undefined) return base;
  const url = new URL(base);
  url.port = String(port);
  return url.origin;
}

function portOf(server: ServerAddress): number {
  const { port } = new URL(httpBase(server));
  return port === '' ? (server.scheme === 'wss' ? 443 : 80) : Number(port);
}
