// Over the list of chats, when strangers have written: one quiet line, without a count of what is unread.
import './requests.css';
import { useComputed } from '@preact/signals';
import { useModel } from '../model/context.ts';
import { requestsIn } from '../model/requests.ts';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';

export function RequestsRow() {
  const { conversations } = useModel();
  const count = useComputed(() => requestsIn(conversations.value.values()).length).value;
  if (count === 0) return undefined;
  return (
    <a class="strangers inset-focus" href={linkTo('chats', 'requests')}>
      <Icon name="knock" />
      <span class="grow">{t.value.knowing.requestsCount(count)}</span>
      <Icon name="next" size={18} flip class="next" />
    </a>
  );
}
