// The field of a composer: its height and its limit.

/** Bytes of UTF-8 that a message's text may have (PROTOCOL.md rule 10). */
export const TEXT_BYTES = 16_384;

const encoder = new TextEncoder();
/** How much too long a text is, in its own characters (roughly: one by one from the end); 0 when it fits. */
export function textTooLong(text: string): number {
  if (text.length * 3 <= TEXT_BYTES) return 0;
  let bytes = encoder.encode(text).length;
  let over = 0;
  const signs = Array.from(text);
  while (bytes > TEXT_BYTES) {
    bytes -= encoder.encode(signs.pop() ?? ' ').length;
    over += 1;
  }
  return over;
}

const lacksFieldSizing = (): boolean =>
  typeof CSS !== 'undefined' && !CSS.supports('field-sizing', 'content');

/** Where the browser does not grow fields by itself (`field-sizing`): by hand, up to the limit of the style sheet. */
export function growToText(field: HTMLTextAreaElement | null): void {
  if (field === null || !lacksFieldSizing()) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight}px`;
}
