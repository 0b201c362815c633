// Draws the PNG icons in public/ from their SVGs, once; run by hand when the drawings change:
//   node test/support/make-icons.mjs <folder with app-icon.svg and badge-mono.svg>
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from './chromium.mjs';

const drawings = process.argv[2] ?? join(import.meta.dirname, '../../public');
const icons = join(import.meta.dirname, '../../public/icons');
const appIcon = join(drawings, process.argv[2] === undefined ? 'favicon.svg' : 'app-icon.svg');
const badge = join(drawings, process.argv[2] === undefined ? 'icons/badge.svg' : 'badge-mono.svg');

// The drawing fills its square and keeps what matters in the safe circle, so it is its own maskable form; as an ordinary
// icon its corners are rounded, for systems that put it up as it is. Apple rounds by itself.
const PICTURES = [
  { name: 'icon-192.png', from: appIcon, size: 192, radius: 0.22 },
  { name: 'icon-512.png', from: appIcon, size: 512, radius: 0.22 },
  { name: 'maskable-192.png', from: appIcon, size: 192, radius: 0 },
  { name: 'maskable-512.png', from: appIcon, size: 512, radius: 0 },
  { name: 'apple-touch-icon.png', from: appIcon, size: 180, radius: 0 },
  { name: 'badge-96.png', from: badge, size: 96, radius: 0 },
];

mkdirSync(icons, { recursive: true });
if (process.argv[2] !== undefined) {
  copyFileSync(appIcon, join(icons, '../favicon.svg'));
  copyFileSync(badge, join(icons, 'badge.svg'));
}
const browser = await launchChromium();
try {
  for (const { name, from, size, radius } of PICTURES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const source = `data:image/svg+xml;base64,${readFileSync(from).toString('base64')}`;
    await page.setContent(
      `<body style="margin:0"><img src="${source}" style="display:block;width:${size}px;height:${size}px;border-radius:${radius * 100}%">`,
    );
    await page.screenshot({ path: join(icons, name), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
