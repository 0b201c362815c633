// Tells screen readers what has just been written by others, wherever the reader is in the log.
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import type { MessageWindow } from '../model/window.ts';

export function Arrived({ window }: { readonly window: MessageWindow }) {
  const model = useModel();
  const message = window.arrived.value;
  return (
    <p class="vh" role="status">
      {message && `${nameText(model.nameOf(message.author))}: ${message.text || (message.file?.name ?? '')}`}
    </p>
  );
}
