// You › Appearance: light, text size, contrast, movement, links; with a piece of chat that shows it at once.
import type { Preferences } from '../../engine/port/preferences.ts';
import { useModel } from '../model/context.ts';
import type { IconName } from '../parts/icon-shapes.ts';
import { SwitchCell } from '../parts/cells.tsx';
import { Icon } from '../parts/icon.tsx';
import { percent } from '../words/formats-more.ts';
import { clockTime } from '../words/formats.ts';
import { t } from '../words/words.ts';
import { GroupLabel } from './group-label.tsx';
import '../words/with-you.ts';
import '../parts/more-shapes.ts';

const SIX_O_CLOCK = new Date(2026, 4, 12, 18, 2).getTime();
/** What the four steps of text size are, as porchlight.css has them. */
const SIZES = [0.9, 1, 1.15, 1.3] as const;

export function Appearance() {
  const model = useModel();
  const words = t.value.you;
  const look = model.preferences.value;
  const set = (change: Partial<Preferences>): void => model.attempt(model.port.setPreferences(change));
  const isStill = typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
  return (
    <>
      <Sample />
      <GroupLabel>{words.light}</GroupLabel>
      <Theme value={look.theme} onChange={(theme) => set({ theme })} />
      <GroupLabel>{words.textSize}</GroupLabel>
      <TextSize value={look.textSize} onChange={(textSize) => set({ textSize })} />
      <div class="card cells-flush">
        <SwitchCell
          title={words.moreContrast}
          help={words.moreContrastHelp}
          checked={look.contrast === 'more'}
          onChange={(isOn) => set({ contrast: isOn ? 'more' : 'auto' })}
        />
        <SwitchCell
          title={words.lessMovement}
          help={isStill ? words.lessMovementByDevice : words.lessMovementHelp}
          checked={isStill || look.motion === 'less'}
          onChange={(isOn) => set({ motion: isOn ? 'less' : 'auto' })}
        />
        <SwitchCell
          title={words.underline}
          checked={look.underlineLinks}
          onChange={(underlineLinks) => set({ underlineLinks })}
        />
      </div>
    </>
  );
}

const Sample = () => (
  <div class="chat you__sample" aria-hidden="true">
    <div class="run">
      <div class="msg">
        <div class="bubble">
          {t.value.you.easyToRead}
          <span class="meta">{clockTime(SIX_O_CLOCK)}</span>
        </div>
      </div>
    </div>
    <div class="run run--mine">
      <div class="msg">
        <div class="bubble">
          {t.value.you.acrossTheRoom}
          <span class="meta">
            {clockTime(SIX_O_CLOCK + 60_000)} <Icon name="checks" size={16} class="read" />
          </span>
        </div>
      </div>
    </div>
  </div>
);

interface ThemeProps {
  readonly value: Preferences['theme'];
  readonly onChange: (theme: Preferences['theme']) => void;
}
function Theme({ value, onChange }: ThemeProps) {
  const words = t.value.you;
  const themes: readonly (readonly [Preferences['theme'], IconName, string])[] = [
    ['auto', 'auto', words.likeDevice],
    ['light', 'sun', words.day],
    ['dark', 'moon', words.dusk],
  ];
  return (
    <div class="seg" role="radiogroup" aria-label={words.light}>
      {themes.map(([theme, icon, label]) => (
        <label key={theme}>
          <input type="radio" name="theme" checked={value === theme} onChange={() => onChange(theme)} />
          <Icon name={icon} size={18} />
          {label}
        </label>
      ))}
    </div>
  );
}

const isStep = (value: number): value is Preferences['textSize'] => value >= 0 && value < SIZES.length;

interface TextSizeProps {
  readonly value: Preferences['textSize'];
  readonly onChange: (size: Preferences['textSize']) => void;
}
function TextSize({ value, onChange }: TextSizeProps) {
  const last = SIZES.length - 1;
  return (
    <div class="card textsize">
      <span class="textsize__small" aria-hidden="true">
        A
      </span>
      <input
        type="range"
        class="range"
        min="0"
        max={last}
        step="1"
        value={value}
        aria-label={t.value.you.textSize}
        aria-valuetext={percent(SIZES[value])}
        style={{ '--v': `${(value / last) * 100}%` }}
        onInput={(event) => {
          const step = Number(event.currentTarget.value);
          if (isStep(step)) onChange(step);
        }}
      />
      <span class="textsize__large" aria-hidden="true">
        A
      </span>
    </div>
  );
}
