// You › Privacy: what others hear back, and what servers always see.
import { useModel } from '../model/context.ts';
import { SwitchCell } from '../parts/cells.tsx';
import { t } from '../words/words.ts';
import '../words/with-you.ts';

export function Privacy() {
  const model = useModel();
  const words = t.value.you;
  return (
    <>
      <div class="card cells-flush">
        <SwitchCell
          title={words.receipts}
          help={words.receiptsHelp}
          checked={model.preferences.value.receipts}
          onChange={(receipts) => model.attempt(model.port.setPreferences({ receipts }))}
        />
        <SwitchCell
          title={words.typing}
          help={words.typingHelp}
          checked={model.preferences.value.typing}
          onChange={(typing) => model.attempt(model.port.setPreferences({ typing }))}
        />
      </div>
      <p class="groupnote">{words.receiptsNote}</p>
      <p class="groupnote">{words.typingNote}</p>
      <p class="groupnote">{words.serversSee}</p>
    </>
  );
}
