// Reactions under a bubble: each emoji with how many chose it; mine has a ring. A tap adds mine or takes it back.
import type { MessageView, ReactionView } from '../../../engine/port/messages.ts';
import { useModel } from '../../model/context.ts';
import { namesText } from '../../model/names.ts';
import { number } from '../../words/formats.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import './acts.css';
import { react } from './deeds.ts';

export function Reactions({ message }: { readonly message: MessageView }) {
  const { reactions = [] } = message;
  if (reactions.length === 0) return undefined;
  return (
    <div class="reacts" role="group" aria-label={t.value.acts.reactions}>
      {reactions.map((reaction) => (
        <Chip key={reaction.emoji} message={message} reaction={reaction} />
      ))}
    </div>
  );
}

interface ChipProps {
  readonly message: MessageView;
  readonly reaction: ReactionView;
}
function Chip({ message, reaction: { emoji, who } }: ChipProps) {
  const model = useModel();
  const names = namesText(
    who.map((one) => model.nameOf(one)),
    12,
  );
  return (
    <button
      type="button"
      class="react"
      aria-pressed={who.includes('me')}
      aria-label={t.value.acts.reaction(emoji, who.length, names)}
      title={names}
      onClick={() => react(model, message, emoji)}
    >
      <span class="emoji">{emoji}</span> {number(who.length)}
    </button>
  );
}
