// Reads a body up to a number of bytes. Announced lengths count the compressed bytes: useless as a limit (F7).

export interface CappedRead {
  readonly blob: Blob; // at most `cap` bytes, application/octet-stream
  readonly isWhole: boolean;
}

/** Takes at most `cap` bytes and lets go of the rest. Rejects as the body's stream does. */
export async function readCapped(
  response: Response,
  cap: number,
  onProgress: (received: number) => void,
): Promise<CappedRead> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  let received = 0;
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    const chunk = next.value;
    const isOver = received + chunk.length > cap;
    chunks.push(isOver ? chunk.slice(0, cap - received) : chunk);
    received = Math.min(cap, received + chunk.length);
    onProgress(received);
    if (!isOver) continue;
    await reader?.cancel();
    return { blob: inert(chunks), isWhole: false };
  }
  return { blob: inert(chunks), isWhole: true };
}

function inert(chunks: Uint8Array<ArrayBuffer>[]): Blob {
  return new Blob(chunks, { type: 'application/octet-stream' });
}
