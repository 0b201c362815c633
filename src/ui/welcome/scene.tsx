// The street at dusk behind the welcome: our house with its porch lamp, neighbours beside it. Drawn for this project.

/** The picture fills its box from the bottom up; `wide` is the one for desktops. */
export function Scene({ wide }: { readonly wide: boolean }) {
  return (
    <svg
      viewBox={wide ? '0 0 800 500' : '0 0 390 480'}
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
    >
      <Light />
      <rect width={wide ? 800 : 390} height="500" fill="url(#hs)" />
      <Stars spread={wide ? 800 / 390 : 1} />
      {wide ? <WideHills /> : <Hills />}
      {wide && <MoreHouses />}
      <g transform={wide ? 'translate(41 20)' : ''}>
        <Houses />
        <OurHouse />
      </g>
      <path
        fill="#1e163f"
        d={wide ? 'M0 436Q200 428 236 435T800 432V500H0Z' : 'M0 416Q97.5 408 195 415T390 412V480H0Z'}
      />
      <g transform={wide ? 'translate(41 20)' : ''}>
        <Path />
      </g>
    </svg>
  );
}

const Light = () => (
  <defs>
    <linearGradient id="hs" x2="0" y2="1">
      <stop stop-color="var(--sky-1)" />
      <stop offset=".34" stop-color="var(--sky-2)" />
      <stop offset=".62" stop-color="var(--sky-3)" />
      <stop offset=".78" stop-color="var(--sky-4)" />
      <stop offset=".9" stop-color="var(--sky-5)" />
    </linearGradient>
    <radialGradient id="hg">
      <stop stop-color="#ffdf9a" stop-opacity=".95" />
      <stop offset=".22" stop-color="#ffc463" stop-opacity=".55" />
      <stop offset=".6" stop-color="#ff9f4a" stop-opacity=".16" />
      <stop offset="1" stop-color="#ff9f4a" stop-opacity="0" />
    </radialGradient>
    <linearGradient id="hp" x2="0" y2="1">
      <stop stop-color="#ffcf7d" stop-opacity=".85" />
      <stop offset="1" stop-color="#ff9f4a" stop-opacity=".05" />
    </linearGradient>
  </defs>
);

/** x, y, radius, brightness. */
const STARS = [
  [38, 64, 1.3, 0.9],
  [92, 34, 1, 0.7],
  [70, 118, 1, 0.6],
  [128, 122, 1.2, 0.8],
  [228, 28, 1.4, 0.9],
  [300, 88, 1, 0.7],
  [346, 44, 1.3, 0.9],
  [268, 132, 0.9, 0.5],
  [20, 160, 1, 0.5],
  [368, 150, 1, 0.55],
  [205, 150, 0.8, 0.5],
] as const;
const Stars = ({ spread }: { readonly spread: number }) => (
  <>
    {STARS.map(([x, y, r, opacity]) => (
      <circle key={x} cx={x * spread} cy={y} r={r} fill="#fff3d8" opacity={opacity} />
    ))}
  </>
);

const Hills = () => (
  <>
    <path fill="#8d4f7f" opacity=".55" d="M0 356Q70.2 302 156 348T304.2 334T390 352V418H0Z" />
    <path fill="#5b3673" opacity=".75" d="M0 384Q78 356 171.6 380T390 372V418H0Z" />
  </>
);

const WideHills = () => (
  <>
    <path fill="#8d4f7f" opacity=".55" d="M0 376Q144 322 320 368T624 354T800 372V438H0Z" />
    <path fill="#5b3673" opacity=".75" d="M0 404Q160 376 352 400T800 392V438H0Z" />
  </>
);

const MoreHouses = () => (
  <>
    <path fill="#3f2c6c" d="M-184 438V368H-110V438Z" />
    <path fill="#3f2c6c" d="M-190 369L-175 334H-119L-104 369Z" />
    <rect x="-164" y="386" width="9" height="11" rx="1.5" fill="#ffd589" />
    <rect x="-140" y="386" width="9" height="11" rx="1.5" fill="#4b3a80" opacity="0.7" />
    <path fill="#392766" d="M-82 438V346H-22V438Z" />
    <path fill="#392766" d="M-89 347L-52 316L-15 347Z" />
    <rect x="-66" y="366" width="9" height="11" rx="1.5" fill="#ffd589" />
    <rect x="-66" y="392" width="9" height="11" rx="1.5" fill="#4b3a80" opacity="0.7" />
    <path fill="#392766" d="M498 438V354H564V438Z" />
    <path fill="#392766" d="M498 355V320L568 355Z" />
    <rect x="512" y="376" width="9" height="11" rx="1.5" fill="#4b3a80" opacity="0.7" />
    <rect x="534" y="376" width="9" height="11" rx="1.5" fill="#ffd589" />
    <path fill="#3f2c6c" d="M588 438V372H672V438Z" />
    <path fill="#3f2c6c" d="M581 373L630 336L679 373Z" />
    <rect x="608" y="392" width="9" height="11" rx="1.5" fill="#ffd589" />
    <rect x="636" y="392" width="9" height="11" rx="1.5" fill="#ffd589" />
    <path fill="#392766" d="M694 438V344H756V438Z" />
    <path fill="#392766" d="M688 345L703 314H747L762 345Z" />
    <rect x="710" y="364" width="9" height="11" rx="1.5" fill="#4b3a80" opacity="0.7" />
    <rect x="730" y="364" width="9" height="11" rx="1.5" fill="#ffd589" />
    <path fill="#3f2c6c" d="M774 438V366H844V438Z" />
    <path fill="#3f2c6c" d="M767 367L809 330L851 367Z" />
    <rect x="792" y="388" width="9" height="11" rx="1.5" fill="#ffd589" />
  </>
);

const Houses = () => (
  <>
    <path fill="#3d2a6a" d="M-10 418V344H52V418Z" />
    <path fill="#3d2a6a" d="M-17 345L21 306L59 345Z" />
    <rect x="5" y="362" width="9" height="11" rx="1.5" fill="#ffd589" />
    <rect x="25" y="362" width="9" height="11" rx="1.5" fill="#4b3a80" opacity="0.7" />
    <path fill="#372663" d="M65 418V320H115V418Z" />
    <path fill="#372663" d="M59 321L74 298H106L121 321Z" />
    <rect x="76" y="336" width="9" height="11" rx="1.5" fill="#4b3a80" opacity="0.7" />
    <rect x="94" y="336" width="9" height="11" rx="1.5" fill="#ffd589" />
    <rect x="76" y="364" width="9" height="11" rx="1.5" fill="#ffd589" />
    <path fill="#372663" d="M277 418V330H329V418Z" />
    <path fill="#372663" d="M277 331V300L333 331Z" />
    <rect x="288" y="352" width="9" height="11" rx="1.5" fill="#ffd589" />
    <rect x="308" y="352" width="9" height="11" rx="1.5" fill="#4b3a80" opacity="0.7" />
    <rect x="288" y="378" width="9" height="11" rx="1.5" fill="#4b3a80" opacity="0.7" />
    <path fill="#3d2a6a" d="M341 418V348H407V418Z" />
    <path fill="#3d2a6a" d="M334 349L374 308L414 349Z" />
    <rect x="357" y="366" width="9" height="11" rx="1.5" fill="#ffd589" />
    <rect x="379" y="366" width="9" height="11" rx="1.5" fill="#ffd589" />
  </>
);

const OurHouse = () => (
  <>
    <rect x="225" y="246" width="15" height="40" fill="#241a4d" />
    <path fill="#271c50" d="M129 418V306H261V418Z" />
    <path fill="#271c50" d="M122 307L195 244L268 307Z" />
    <path
      fill="none"
      stroke="#4a3887"
      stroke-width="3"
      stroke-linejoin="round"
      stroke-linecap="round"
      d="M122 307L195 244L268 307"
    />
    <circle cx="195" cy="290" r="11" fill="#ffd589" />
    <path stroke="#271c50" stroke-width="2" d="M195 278v24M183 290h24" />
    <rect x="144" y="334" width="22" height="26" rx="1.5" fill="#ffd589" />
    <rect x="224" y="334" width="22" height="26" rx="1.5" fill="#ffd589" />
    <path stroke="#271c50" stroke-width="2" d="M155 334v26M144 347h22M235 334v26M224 347h22" />
    <circle cx="195" cy="344" r="118" fill="url(#hg)" />
    <path fill="#5b3a86" d="M176 418v-46a19 19 0 0 1 38 0v46Z" />
    <path fill="#6d4797" d="M182 418v-45a13 13 0 0 1 26 0v45Z" />
    <circle cx="203" cy="394" r="2" fill="#ffe2a6" />
    <path fill="#3b2b72" d="M161 338L195 320L229 338Z" />
    <path stroke="#fff1d6" stroke-width="1.5" d="M195 338v4" />
    <path fill="#fff4e0" d="M187 347l8-6 8 6Z" />
    <path fill="#ffe9b4" d="M189 348h12v7a4 4 0 0 1-4 4h-4l-4 3Z" />
  </>
);

const Path = () => (
  <>
    <path fill="#4a3673" d="M169 414h52v7h-52z" />
    <path fill="#5a4380" d="M162 421h66v7h-66z" />
    <path fill="url(#hp)" d="M162 428h66L291 480H99Z" />
    <path
      fill="#2c2158"
      d="M117 418c2-16 14-20 22-12 4-10 18-8 18 4l2 8ZM275 418c-2-14-12-18-20-10-5-9-18-6-18 5l-1 5Z"
    />
  </>
);
