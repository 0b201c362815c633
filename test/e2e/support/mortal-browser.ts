// A browser that can be killed as a power cut would do it, and opened again on the same profile; and what its database holds.
import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { launchPersistentChromium } from '../../support/chromium.mjs';
import { later } from './cleanup.ts';
import { watch } from './guards.ts';
import { PHONE } from './user.ts';

export interface StoredState {
  readonly messages: readonly StoredMessage[];
  readonly outbox: readonly StoredOutboxRow[];
}
export interface StoredMessage {
  readonly key: string;
  readonly author: string;
  readonly text: string;
  readonly seq: number;
  readonly counter: number;
  readonly state?: { readonly kind: string };
}
export interface StoredOutboxRow {
  readonly key: string;
  readonly state: string;
  readonly frames: number;
}

export interface MortalBrowser {
  readonly page: Page;
  /** What the guards found (guards.ts). */
  findings(): readonly string[];
  /** SIGKILL to the whole browser. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Opens `url` in a browser that keeps its things in `folder`. */
export async function openMortal(folder: string, url: string): Promise<MortalBrowser> {
  const context = await launchPersistentChromium(folder, { viewport: PHONE });
  const guard = await watch(context, 'the mortal browser', [new URL(url).host]);
  const close = (): Promise<void> => context.close().catch(ignoreGone);
  later(close);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  return { page, findings: () => guard.take(), kill: () => kill(folder, context), close };
}

/** On Linux alone: elsewhere nobody tells which process has the profile. */
export const canKill = process.platform === 'linux';

async function kill(folder: string, context: BrowserContext): Promise<void> {
  const closed = new Promise<void>((done) => void context.on('close', () => done()));
  const ours = processesOf(folder);
  if (ours.length === 0) throw new Error('no browser to kill');
  for (const pid of ours) tryKill(pid);
  await closed;
  // Children whose browser is gone go, too; the next one must find the profile free.
  for (let tries = 0; tries < 100 && processesOf(folder).length > 0; tries += 1)
    await new Promise((go) => setTimeout(go, 20));
}

function processesOf(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandOf(name).includes(`--user-data-dir=${folder}`))
    .map(Number);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch (error) {
    void error; // it has just ended
    return '';
  }
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    void error; // it went with its browser
  }
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof Error)) throw error;
}

/** Messages and outbox in one moment, as they are stored; read beside the app. */
export async function storedIn(page: Page): Promise<StoredState> {
  return page.evaluate(
    () =>
      new Promise<StoredState>((resolve, reject) => {
        const opening = indexedDB.open('porchlight');
        opening.addEventListener('error', () => reject(new Error('no database')));
        opening.addEventListener('success', () => {
          const database = opening.result;
          const transaction = database.transaction(['messages', 'outbox']);
          const messages = transaction.objectStore('messages').getAll();
          const outbox = transaction.objectStore('outbox').getAll();
          transaction.addEventListener('complete', () => {
            database.close();
            resolve({
              messages: messages.result.map(({ key, author, text, seq, counter, state }) => ({
                key,
                author,
                text,
                seq,
                counter,
                ...(state !== undefined && { state: { kind: state.kind } }),
              })),
              outbox: outbox.result.map(({ key, state, frames }) => ({ key, state, frames: frames.length })),
            });
          });
        });
      }),
  );
}
