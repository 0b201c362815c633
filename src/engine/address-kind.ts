// What the addresses of a list tell of the program that wrote them (DIALECTS.md, "address in client_list").

/** True where each is the URL of a socket: only kat writes them so. */
export function areSocketUrls(addresses: readonly string[]): boolean {
  return addresses.length > 0 && addresses.every((address) => /^wss?:\/\//.test(address));
}
