// Puts text into a field as if it had been typed.

export function insert(field: HTMLTextAreaElement, text: string, from: number, to: number): void {
  field.focus();
  field.setRangeText(text, from, to, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
