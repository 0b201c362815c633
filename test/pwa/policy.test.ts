// The security policy as text, the one maker of script addresses, and the manifest's agreement with the drawings.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HEADER_POLICY, META_POLICY, SECURITY_HEADERS } from '../../src/lib/security-headers.ts';
import { trustedUrlMaker } from '../../src/lib/trusted-url.ts';
import { MANIFEST, THEME_COLOUR } from '../../src/pwa/manifest.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the policy', () => {
  const directives = new Map(
    HEADER_POLICY.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')] as const;
    }),
  );
  it('lets scripts, styles and workers come from the app alone, and nothing be framed, based or posted', () => {
    for (const name of ['script-src', 'style-src', 'worker-src', 'font-src', 'manifest-src'])
      expect(directives.get(name), name).toBe("'self'");
    for (const name of [
      'default-src',
      'frame-src',
      'object-src',
      'base-uri',
      'form-action',
      'frame-ancestors',
    ])
      expect(directives.get(name), name).toBe("'none'");
    expect(HEADER_POLICY).not.toMatch(/unsafe|data:|\*|upgrade-insecure/);
  });
  it('demands Trusted Types of the one policy, once per realm', () => {
    expect(directives.get('require-trusted-types-for')).toBe("'script'");
    expect(directives.get('trusted-types')).toBe('porchlight');
  });
  it('stands in the headers in full, and in the page without what a page cannot say', () => {
    expect(new Map(SECURITY_HEADERS).get('content-security-policy')).toBe(HEADER_POLICY);
    expect(`${META_POLICY}; frame-ancestors 'none'`).toBe(HEADER_POLICY);
  });
});

describe('the maker of script addresses', () => {
  afterEach(() => vi.unstubAllGlobals());
  const OWN = 'https://host.example/assets/engine.js';

  it('admits exactly the list, with and without Trusted Types', () => {
    const plain = trustedUrlMaker([OWN]);
    const made: string[] = [];
    vi.stubGlobal('trustedTypes', {
      createPolicy: (name: string, rules: { createScriptURL(url: string): string }) => {
        made.push(name);
        return rules;
      },
    });
    for (const maker of [plain, trustedUrlMaker([OWN])]) {
      expect(maker(OWN)).toBe(OWN);
      for (const other of [
        `${OWN}?x`,
        `${OWN}#x`,
        '/assets/engine.js',
        'https://host.example/sw.js',
        'data:,1',
        '',
      ])
        expect(() => maker(other), other).toThrow(TypeError);
    }
    expect(made).toEqual(['porchlight']);
  });
});

describe('the manifest', () => {
  const html = readFileSync(join(ROOT, 'index.html'), 'utf8');
  const tokens = readFileSync(join(ROOT, 'src/ui/style/tokens.css'), 'utf8');
  const [, light, dark] = /--paper:\s*light-dark\((#\w+),\s*(#\w+)\)/.exec(tokens) ?? [];

  it('has the colours of the drawings, as index.html has', () => {
    expect(THEME_COLOUR).toBe(light);
    expect(html).toContain(`name="theme-color" content="${light}" media="(prefers-color-scheme: light)"`);
    expect(html).toContain(`name="theme-color" content="${dark}" media="(prefers-color-scheme: dark)"`);
  });

  it('names icons that are there, in the sizes it says', () => {
    for (const { src, sizes } of MANIFEST.icons) {
      const png = readFileSync(join(ROOT, 'public', src));
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
    }
    for (const [, path = ''] of html.matchAll(/<link rel="(?:icon|apple-touch-icon)" href="([^"]+)"/g))
      expect(existsSync(join(ROOT, 'public', path)), path).toBe(true);
  });

  it('can be installed from any folder: every address in it is relative', () => {
    const addresses = [
      MANIFEST.id,
      MANIFEST.start_url,
      MANIFEST.scope,
      ...MANIFEST.shortcuts.map(({ url }) => url),
    ];
    expect(addresses.filter((address) => !address.startsWith('./'))).toEqual([]);
  });
});

describe('index.html', () => {
  it('has no script or style of its own', () => {
    const html = readFileSync(join(ROOT, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });
});
