// Fingerprint art: the same 32 bytes always paint the same evening. A memory aid, never a proof (DESIGN.md).
import { useId } from 'preact/hooks';
import { fingerprintBytes } from '../../lib/key-tag.ts';

type Sky = readonly [top: string, bottom: string, far: string, near: string, light: string];
const SKIES: readonly Sky[] = [
  ['#3b3089', '#f3a683', '#6d4c95', '#2f2568', '#ffd98c'],
  ['#0f4858', '#8fd0bd', '#21707a', '#0b3340', '#ffe6ab'],
  ['#87295a', '#f9bda8', '#a9436f', '#561840', '#fff0cf'],
  ['#1c5540', '#d3df95', '#307a52', '#0f3a2a', '#fff0b8'],
  ['#74361b', '#f4c680', '#99552d', '#46200f', '#fff3d3'],
  ['#24549a', '#c4e3f3', '#3f79b6', '#17386b', '#fff7da'],
  ['#461c4d', '#dc93b8', '#6f3673', '#2a0f30', '#ffe0b0'],
  ['#333d4d', '#cbd3dc', '#586780', '#212936', '#ffd98c'],
  ['#8a1f2d', '#ffb27a', '#b03a3a', '#5a0f1e', '#fff0c4'],
  ['#171b47', '#6e82da', '#333c86', '#0d1030', '#f6f2df'],
  ['#55541c', '#efe09a', '#7c7a30', '#37360f', '#fffbe0'],
  ['#2a7d86', '#f3e7c3', '#4a9c9a', '#175258', '#fff6d8'],
];
const FIRST_SKY: Sky = ['#3b3089', '#f3a683', '#6d4c95', '#2f2568', '#ffd98c'];

export interface ArtProps {
  readonly fingerprint: string;
  /** Round is sealed, square is public, full has no corners. */
  readonly shape?: 'round' | 'square' | 'full';
  readonly label?: string;
}

export function FingerprintArt({ fingerprint, shape = 'round', label }: ArtProps) {
  const id = useId();
  const art = paint(fingerprintBytes(fingerprint));
  const [top, bottom, far, near, light] = art.sky;
  const said = label === undefined ? { 'aria-hidden': true } : { role: 'img' as const, 'aria-label': label };
  return (
    <svg class="art" viewBox="0 0 64 64" {...said}>
      <defs>
        <linearGradient id={`${id}g`} x2="0" y2="1">
          <stop stop-color={top} />
          <stop offset="1" stop-color={bottom} />
        </linearGradient>
        <clipPath id={`${id}c`}>
          {shape === 'round' ? (
            <circle cx="32" cy="32" r="32" />
          ) : (
            <rect width="64" height="64" rx={shape === 'square' ? 11 : 0} />
          )}
        </clipPath>
      </defs>
      <g clip-path={`url(#${id}c)`}>
        <path fill={`url(#${id}g)`} d="M0 0h64v64H0z" />
        {art.stars.map(([cx, cy]) => (
          <circle cx={cx} cy={cy} r="1.1" fill={light} opacity=".8" />
        ))}
        <circle cx={art.moon.x} cy={art.moon.y} r={round(art.moon.r * 1.9)} fill={light} opacity=".18" />
        <circle cx={art.moon.x} cy={art.moon.y} r={art.moon.r} fill={light} />
        <path fill={far} d={art.hills} />
        <path fill={near} d={art.roof} />
        <path fill={far} d={art.wall} />
        <path fill={near} opacity=".55" d={art.wall} />
        {art.windows.map(({ x, y, lit }) => (
          <rect x={x} y={y} width="5" height="5" rx="1" fill={lit ? light : near} opacity={lit ? 1 : 0.55} />
        ))}
        <path fill={near} d={art.ground} />
      </g>
    </svg>
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Where everything stands; the arithmetic is that of design/fingerprint-art.mjs, so that pictures stay the same. */
function paint(bytes: Uint8Array) {
  const at = (i: number): number => bytes[i] ?? 0;
  const n = (i: number, low: number, high: number): number => round(low + (at(i) / 255) * (high - low));
  const left = (at(1) & 1) === 1;
  const x = left ? n(2, 9, 18) : n(2, 30, 37);
  const width = 18 + (at(3) % 4);
  const wall = n(4, 15, 20);
  const y = 50 - wall;
  const [h1, h2, h3] = [n(8, 30, 44), n(9, 26, 46), n(10, 32, 46)];
  return {
    sky: SKIES[at(0) % 12] ?? FIRST_SKY,
    moon: { x: left ? n(5, 42, 52) : n(5, 12, 22), y: n(6, 12, 26), r: n(7, 5, 9) },
    stars: at(14) % 3 === 0 ? [15, 17, 19].map((i) => [n(i, 6, 58), n(i + 1, 5, 20)] as const) : [],
    hills: `M0 ${h1}Q16 ${h2} 32 ${round((h1 + h3) / 2)}T64 ${h3}V64H0Z`,
    roof: roofOf(at(11) % 4, x, y, width),
    wall: `M${x} ${y}h${width}v${wall + 2}h-${width}z`,
    windows: [0, 1, 2, 3].map((i) => ({
      x: x + width / 2 - 6 + (i % 2) * 7,
      y: y + 3 + (i >> 1) * 6.5,
      lit: ((at(12) >> i) & 1) === 1 || i === at(13) % 4,
    })),
    ground: `M0 ${n(21, 47, 53)}Q20 ${n(22, 44, 52)} 36 50T64 ${n(23, 46, 53)}V64H0Z`,
  };
}

function roofOf(kind: number, x: number, y: number, width: number): string {
  if (kind === 0) return `M${x - 3} ${y}L${x + width / 2} ${y - 10}L${x + width + 3} ${y}Z`;
  if (kind === 1) return `M${x - 2} ${y}L${x + 3} ${y - 8}H${x + width - 3}L${x + width + 2} ${y}Z`;
  if (kind === 2) return `M${x} ${y + 1}A${width / 2} ${width / 2} 0 0 1 ${x + width} ${y + 1}Z`;
  return `M${x - 2} ${y}V${y - 10}L${x + width + 2} ${y}Z`;
}
