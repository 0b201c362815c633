// Listens to the keys that mean the same everywhere, and shows the palette and the help.
import { useEffect, useState } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import type { Model } from '../model/model.ts';
import { asked } from './early.tsx';
import { KeyHelp } from './key-help.tsx';
import { Palette } from './palette.tsx';
import { type Command, commandOf } from './shortcuts.ts';
import { leave, toNextUnread, walkChats, walkRegions } from './walk.ts';

type Layer = 'palette' | 'help';

export function Keys() {
  const model = useModel();
  const [layer, show] = useState<Layer | undefined>(() => (asked.early ? 'palette' : undefined));
  const close = (): void => show(undefined);
  useEffect(() => {
    asked.early = false;
    const listen = (event: KeyboardEvent): void => {
      const command = event.defaultPrevented ? undefined : commandOf(event);
      if (command === undefined) return;
      // What lies on top has the keys; the palette goes as it came.
      const isCovered = document.querySelector('dialog[open]') !== null;
      if (isCovered && command !== 'palette') return;
      if (isCovered) {
        event.preventDefault();
        show((now) => (now === 'palette' ? undefined : now));
      } else if (command === 'palette' || command === 'help') {
        event.preventDefault();
        show(command);
      } else if (run(model, command)) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [model]);
  if (layer === 'palette') return <Palette onClose={close} onHelp={() => show('help')} />;
  return layer === 'help' ? <KeyHelp onClose={close} /> : undefined;
}

/** False: the key is the browser's. */
function run(model: Model, command: Exclude<Command, Layer>): boolean {
  switch (command) {
    case 'next-chat':
    case 'previous-chat':
      walkChats(model, command === 'next-chat' ? 1 : -1);
      return true;
    case 'next-unread':
      toNextUnread(model);
      return true;
    case 'next-region':
    case 'previous-region':
      return walkRegions(command === 'next-region' ? 1 : -1);
    case 'leave':
      return leave(model);
  }
}
