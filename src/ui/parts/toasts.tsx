// The place where toasts show: outside every list, so that no message can look like one.
import { useModel } from '../model/context.ts';
import { t } from '../words/words.ts';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

export function Toasts() {
  const { toasts } = useModel();
  return (
    <div class="toasts" role="region" aria-label={t.value.app.notices}>
      {toasts.shown.value.map(({ id, text, tone, icon, action }) => (
        <div key={id} class={`toast toast--${tone} is-entering`} role={tone === 'rose' ? 'alert' : 'status'}>
          {icon && <Icon name={icon} size={20} />}
          <span>{text}</span>
          {action && (
            <>
              <Button
                tone="plain"
                size="s"
                onClick={() => {
                  toasts.dismiss(id);
                  action.run();
                }}
              >
                {action.label}
              </Button>
              <IconButton icon="x" size={18} label={t.value.app.close} onClick={() => toasts.dismiss(id)} />
            </>
          )}
        </div>
      ))}
    </div>
  );
}
