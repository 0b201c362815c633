// Frames that came while nothing could be saved (R04). A browser's socket cannot be told to stop, so they wait here.

export interface WaitingLine {
  readonly isPaused: boolean;
  pause(): void;
  /** False when it would hold more than its limit; the text is not kept. */
  add(text: string): boolean;
  /** Hands out what waits, in order, until it is empty or paused again; then frames pass at once. */
  resume(deliver: (text: string) => void): void;
  clear(): void;
}

/** A line that holds texts of `limit` characters in all. */
export function createWaitingLine(limit: number): WaitingLine {
  let paused = false;
  let waiting: string[] = [];
  let length = 0;
  const next = (): string | undefined => {
    const text = paused ? undefined : waiting.shift();
    length -= text?.length ?? 0;
    return text;
  };
  return {
    get isPaused() {
      return paused || waiting.length > 0;
    },
    pause() {
      paused = true;
    },
    add(text) {
      if (length + text.length > limit) return false;
      waiting.push(text);
      length += text.length;
      return true;
    },
    resume(deliver) {
      paused = false;
      for (let text = next(); text !== undefined; text = next()) deliver(text);
    },
    clear() {
      waiting = [];
      length = 0;
    },
  };
}
