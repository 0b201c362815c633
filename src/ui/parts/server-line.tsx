// "my.awesomeserver.net · 1,284 lights on": whose neighbourhood this is and whether our light is on in it.
import { useModel } from '../model/context.ts';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import { Lamp, type LampState } from './marks.tsx';

/** Leads to the servers. `foot`: at the bottom of the list pane. */
export function ServerLine({ foot = false }: { readonly foot?: boolean }) {
  const words = t.value.app;
  const now = useModel().connection.value;
  const isAgain = now.phase === 'connecting' || now.phase === 'waiting';
  const lamp: LampState = now.phase === 'online' ? 'on' : isAgain ? 'away' : 'off';
  return (
    <a
      class={foot ? 'serverline serverline--foot inset-focus' : 'serverline'}
      href={linkTo('you', 'servers')}
    >
      <span class="vh">{words.yourServer}: </span>
      <span class={lamp === 'on' ? 'light' : 'light light--off'}>
        <Lamp state={lamp} />
        {now.phase === 'online' || isAgain ? (
          <span class="clip1 ink-2">
            <bdi dir="ltr">{now.server.address}</bdi>
            {now.server.scheme === 'ws' && ` · ${words.unencrypted}`}
            {now.phase === 'online' && ` · ${words.lightsOn(now.lights)}`}
          </span>
        ) : (
          words.yourLightIsOff
        )}
      </span>
    </a>
  );
}
