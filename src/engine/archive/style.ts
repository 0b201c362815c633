// How the pages of an export look: light or dark as the reader's device is, no font and no picture from anywhere.
import { sha256 } from '../../crypto/fingerprint.ts';
import { toBase64 } from '../../lib/base64.ts';
import { utf8 } from '../../lib/bytes.ts';
import type { PageStyle } from './html.ts';

const TEXT = `
:root { color-scheme: light dark; --paper: #faf7f0; --card: #fff; --mine: #ded8f5; --ink: #221d33; --soft: #5c566b; --line: #ddd6c8; --link: #4b3a9b; }
@media (prefers-color-scheme: dark) { :root { --paper: #17141f; --card: #231f2e; --mine: #3a3160; --ink: #ece8f4; --soft: #aaa3ba; --line: #3a3547; --link: #b9abf5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 16px 48px; max-inline-size: 46rem; background: var(--paper); color: var(--ink); font: 1rem/1.45 system-ui, sans-serif; }
a { color: var(--link); }
h1 { margin: 8px 0; font: 600 1.75rem/1.25 ui-serif, Georgia, serif; overflow-wrap: anywhere; }
h2 { margin: 28px 0 12px; text-align: center; font-size: .875rem; font-weight: 600; color: var(--soft); }
p { margin: 0; }
header p, small, time { color: var(--soft); font-size: .875rem; }
nav { display: flex; flex-wrap: wrap; gap: 16px; margin-block: 12px; }
ul { list-style: none; margin: 24px 0; padding: 0; }
li { padding: 12px 0; border-block-end: 1px solid var(--line); overflow-wrap: anywhere; }
article { inline-size: fit-content; max-inline-size: 85%; margin: 0 0 10px; padding: 8px 14px; border: 1px solid var(--line); border-radius: 16px; background: var(--card); content-visibility: auto; contain-intrinsic-block-size: auto 64px; }
article.mine { margin-inline-start: auto; background: var(--mine); border-color: transparent; }
article.notice { margin-inline: auto; background: none; border: 0; color: var(--soft); text-align: center; }
.who { font-size: .875rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
.file { overflow-wrap: anywhere; }
blockquote { margin: 4px 0; padding-inline-start: 10px; border-inline-start: 3px solid var(--line); color: var(--soft); }
img { display: block; max-inline-size: 100%; block-size: auto; margin-block: 4px; border-radius: 10px; }
.did { display: flex; flex-wrap: wrap; gap: 8px; }
`;

let made: Promise<PageStyle> | undefined;

/** The style and its hash. */
export function pageStyle(): Promise<PageStyle> {
  made ??= sha256(utf8(TEXT)).then((hash) => ({ text: TEXT, sha256: toBase64(hash) }));
  return made;
}
