// Floats over the people of a wide window while some are chosen.
import type { Fingerprint } from '../../domain/ids.ts';
import { useModel } from '../model/context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Button } from '../parts/button.tsx';
import { t } from '../words/words.ts';
import '../words/with-people-more.ts';
import { GROUP_LIMIT, startChat } from './start.ts';

export interface ChosenBarProps {
  readonly chosen: readonly Fingerprint[];
  readonly onClear: () => void;
}
export function ChosenBar({ chosen, onClear }: ChosenBarProps) {
  const words = t.value.peopleMore;
  const model = useModel();
  const isFull = chosen.length > GROUP_LIMIT;
  return (
    <div class="chosenbar" role="region" aria-label={words.chosenPeople}>
      <span class="chosenbar__faces">
        {chosen.slice(0, 5).map((one) => (
          <Avatar key={one} fingerprint={one} size={32} lamp={false} />
        ))}
      </span>
      <span class="small" role="status">
        {isFull ? words.full(GROUP_LIMIT) : words.nChosen(chosen.length)}
      </span>
      <Button tone="plain" onClick={onClear}>
        {t.value.app.clear}
      </Button>
      <Button tone="primary" disabled={isFull} onClick={() => startChat(model, chosen, 'push')}>
        {words.start(chosen.length)}
      </Button>
    </div>
  );
}
