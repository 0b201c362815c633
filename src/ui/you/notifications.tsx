// You › Notifications: whether, what they say, and honestly when.
import type { Preferences } from '../../engine/port/preferences.ts';
import { useModel } from '../model/context.ts';
import { myName } from '../model/names.ts';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { SwitchCell } from '../parts/cells.tsx';
import { t } from '../words/words.ts';
import { GroupLabel } from './group-label.tsx';
import '../words/with-lock.ts';
import '../words/with-notices.ts';
import '../parts/more-shapes.ts';

export function Notifications() {
  const model = useModel();
  const words = t.value.notices;
  const { permission } = model.app.notices;
  const { notifications } = model.preferences.value;
  const isQuiet = model.me.value?.lock !== undefined;
  const isOn = permission.value === 'granted' && notifications !== 'off';
  const set = (change: Partial<Preferences>): void => model.attempt(model.port.setPreferences(change));
  const turn = async (on: boolean): Promise<void> => {
    if (on && permission.peek() === 'default') await model.app.notices.ask();
    await model.port.setPreferences({ notifications: on ? 'quiet' : 'off', noticesAsked: true });
  };
  return (
    <>
      <Banner icon="info" title={words.onlyOpenTitle}>
        {words.onlyOpen}
      </Banner>
      {permission.value === 'missing' && <Refused title={words.missing} help={words.missingHelp} />}
      {permission.value === 'denied' && <Refused title={words.denied} help={words.deniedHelp} />}
      {(permission.value === 'granted' || permission.value === 'default') && (
        <div class="card cells-flush">
          <SwitchCell
            title={words.show}
            {...(permission.value === 'default' && { help: words.asks })}
            checked={isOn}
            onChange={(on) => model.attempt(turn(on))}
          />
        </div>
      )}
      {isOn && (
        <>
          <GroupLabel>{words.says1}</GroupLabel>
          {isQuiet && <p class="groupnote">{t.value.lock.quiet}</p>}
          <div class="card cells-flush" role="radiogroup" aria-label={words.says1}>
            {(isQuiet ? (['quiet'] as const) : (['quiet', 'names', 'text'] as const)).map((one) => (
              <label key={one} class="cell">
                <span class="cell__t">
                  {words[one]}
                  <small>{words[`${one}Help`]}</small>
                </span>
                <input
                  class="choice"
                  type="radio"
                  name="notice-says"
                  checked={isQuiet || notifications === one}
                  onChange={() => set({ notifications: one })}
                />
              </label>
            ))}
          </div>
          <p class="groupnote">{words.muted}</p>
          <Button
            tone="tonal"
            block
            onClick={() =>
              model.app.notices.test(
                t.peek().app.name,
                isQuiet ? words.fresh(1) : words.testBody(myName(model.me.peek())),
              )
            }
          >
            {words.test}
          </Button>
        </>
      )}
    </>
  );
}

const Refused = ({ title, help }: { readonly title: string; readonly help: string }) => (
  <div class="card">
    <p class="cell">
      <span class="cell__t">
        {title}
        <small>{help}</small>
      </span>
    </p>
  </div>
);
