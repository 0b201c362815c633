// What is left of a message that its author took back.
import { Icon } from '../../parts/icon.tsx';
import '../../parts/more-shapes.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import './acts.css';

export const Gone = () => (
  <span class="gone">
    <Icon name="trash" size={16} /> {t.value.acts.gone}
  </span>
);
