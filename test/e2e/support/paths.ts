// Where the builds lie, and where pictures go.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { later } from './cleanup.ts';

export const ROOT = join(import.meta.dirname, '../../..');
/** Other builds than the usual ones, while somebody works on the app. */
export const DIST = process.env['E2E_DIST'] ?? join(ROOT, 'dist');
export const RELAY = process.env['E2E_RELAY'] ?? join(ROOT, 'build/relay.mjs');
export const SHOTS = join(ROOT, 'test/shots');

/** A fresh folder that goes away with the test file. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `porchlight-${name}-`));
  later(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
