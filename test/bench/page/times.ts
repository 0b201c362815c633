// What the tap tells, and points in time that page and workers share.

export const TAP = 'bench-tap';
export interface Arrival {
  /** Milliseconds since 1970 by the monotonic clock. */
  readonly at: number;
  /** Characters of the frame. */
  readonly length: number;
}

/** Now, comparable between the realms of one browser. */
export const instant = (): number => performance.timeOrigin + performance.now();
