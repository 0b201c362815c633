// How a server is spoken to: found by itself, unless the reader picks a row of the table (DIALECTS.md, rule 6).
import '../style/forms.css';
import type { DialectChoice, ServerRef } from '../../engine/port/connection.ts';
import { useModel } from '../model/context.ts';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import '../words/with-you.ts';
import { t } from '../words/words.ts';

const AUTO = 'auto';

export function WayOfSpeaking({ server: { address, scheme } }: { readonly server: ServerRef }) {
  const model = useModel();
  const words = t.value.you;
  const saved = model.servers.value.find((one) => one.address === address && one.scheme === scheme);
  const { speaks, isPicked = false } = saved ?? {};
  const found = speaks === undefined || isPicked ? words.speaksAuto : words.speaksFound(words.ways[speaks]);
  const pick = (choice: string): void => {
    if (choice !== AUTO && !isWay(choice)) return;
    model.attempt(model.port.setServerDialect({ address, scheme }, choice));
  };
  return (
    <label class="cell cell--server">
      <Icon name="globe" />
      <span class="cell__t">{words.speaks}</span>
      <select
        class="input input--s cell__do"
        aria-label={words.speaksWith(address)}
        value={isPicked ? speaks : AUTO}
        onChange={(event) => pick(event.currentTarget.value)}
      >
        <option value={AUTO}>{found}</option>
        {Object.entries(words.ways).map(([way, name]) => (
          <option key={way} value={way}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function isWay(choice: string): choice is DialectChoice {
  return Object.hasOwn(t.value.you.ways, choice);
}
