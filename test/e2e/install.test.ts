// Installed like a program: nothing stands against it, the manifest tells the truth, and what it keeps outlives the browser.
import { readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DIST, scratchFolder } from './support/paths.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { expectMessage, heading, newPerson, openChatWith, personOf, say } from './support/steps.ts';
import { openUser } from './support/user.ts';

interface Manifest {
  readonly id: string;
  readonly start_url: string;
  readonly scope: string;
  readonly display: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose: string }[];
  readonly screenshots?: readonly {
    readonly src: string;
    readonly sizes: string;
    readonly form_factor: string;
  }[];
  readonly shortcuts: readonly { readonly url: string }[];
}

let relay: RelayProcess;
beforeAll(async () => {
  relay = await startRelayProcess();
});

/** Width and height as the PNG's own head says (PNG specification, 11.2.1). */
function pngSize(file: string): string {
  const bytes = readFileSync(joinPath(DIST, file));
  expect(bytes.subarray(1, 4).toString('latin1'), file).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

describe('installation', () => {
  const manifest = JSON.parse(readFileSync(joinPath(DIST, 'manifest.webmanifest'), 'utf8')) as Manifest;

  it('has nothing against it, and the installed app keeps its person and history', async () => {
    const profile = scratchFolder('profile');
    const options = { baseUrl: relay.url, persistent: profile, controlledBySw: true };
    const mira = await newPerson({ name: 'Mira', baseUrl: relay.url });
    const anna = await newPerson({ ...options, name: 'Anna' });
    const session = await anna.user.context.newCDPSession(anna.page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    const { errors } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    await openChatWith(anna.page, mira);
    await say(anna.page, 'Still there tomorrow?');
    await expectMessage(anna.page, 'Still there tomorrow?');
    await anna.user.close();

    const again = await openUser({ ...options, name: 'Anna after a restart' });
    await heading(again.page, 'Chats').waitFor();
    expect((await personOf(again, 'Anna')).fingerprint).toBe(anna.fingerprint);
    await again.page.getByRole('link', { name: /Still there tomorrow/ }).click();
    await expectMessage(again.page, 'Still there tomorrow?');
  });

  it('works from any folder: every address of the manifest is relative and inside its scope', () => {
    const { id, start_url, scope, icons, screenshots = [], shortcuts } = manifest;
    const addresses = [id, start_url, scope, ...[...icons, ...screenshots].map(({ src }) => src)];
    for (const address of [...addresses, ...shortcuts.map(({ url }) => url)]) {
      expect(address).not.toMatch(/^[a-z]+:|^\//i);
      expect(new URL(address, 'https://host.example/a/b/manifest.webmanifest').href).toMatch(
        /^https:\/\/host\.example\/a\/b\//,
      );
    }
    expect(manifest.display).toBe('standalone');
  });

  it('shows icons and pictures of the sizes it names', () => {
    const { icons, screenshots = [] } = manifest;
    for (const { src, sizes } of [...icons, ...screenshots])
      expect([src, pngSize(src)]).toEqual([src, sizes]);
    expect(icons.map(({ purpose }) => purpose)).toEqual(
      expect.arrayContaining(['any', 'maskable', 'monochrome']),
    );
    expect(new Set(screenshots.map((shot) => shot.form_factor))).toEqual(new Set(['narrow', 'wide']));
  });

  it('keeps the pictures out of what every visitor has to load', () => {
    expect(readFileSync(joinPath(DIST, 'sw.js'), 'utf8')).not.toContain('screenshots/');
  });
});
