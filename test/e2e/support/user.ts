// A person with a browser: one context of Chromium with the guards on.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium, launchPersistentChromium } from '../../support/chromium.mjs';
import { later } from './cleanup.ts';
import { watch, type Guard } from './guards.ts';

/** The phone of the drawings (design/shots). */
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 800 };

export interface UserOptions {
  /** For messages of the guards. */
  readonly name: string;
  /** Where the app is served, with its closing slash. */
  readonly baseUrl: string;
  /** Opened there first, e.g. `#/people`. */
  readonly route?: string;
  /** Goes on only when a reload has put the page under the service worker's headers. */
  readonly controlledBySw?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** A profile folder: keys and messages survive `close`, and open again with the same folder. */
  readonly persistent?: string;
  /** Further hosts (`name:port`) the app may speak to; its own is always allowed. */
  readonly hosts?: readonly string[];
  /** Further words of the browser's command line; only with a profile. */
  readonly args?: readonly string[];
  readonly context?: Omit<BrowserContextOptions, 'viewport' | 'colorScheme'>;
}

export interface User {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly guard: Guard;
  /** Another tab of the same browser, under the same guards. */
  readonly openTab: (route?: string) => Promise<Page>;
  readonly close: () => Promise<void>;
}

const users = new Set<User>();
let browser: Promise<Browser> | undefined;

/** Nothing but this machine can be reached, whatever a page tries. */
const ARGS = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]'];

export async function openUser(options: UserOptions): Promise<User> {
  const context = await newContext(options);
  const guard = await watch(context, options.name, [new URL(options.baseUrl).host, ...(options.hosts ?? [])]);
  const openTab = async (route = ''): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(options.baseUrl + route);
    return page;
  };
  const page = await openTab(options.route);
  const user: User = {
    name: options.name,
    page,
    context,
    guard,
    openTab,
    close: async () => {
      await context.close();
    },
  };
  users.add(user);
  later(() => user.close());
  if (options.controlledBySw === true) await underServiceWorker(page);
  return user;
}

async function newContext(options: UserOptions): Promise<BrowserContext> {
  const settings: BrowserContextOptions = {
    ...options.context,
    viewport: options.viewport ?? PHONE,
    colorScheme: options.colorScheme ?? 'light',
  };
  if (options.persistent !== undefined)
    return launchPersistentChromium(options.persistent, {
      ...settings,
      args: [...ARGS, ...(options.args ?? [])],
    });
  browser ??= startBrowser();
  return (await browser).newContext(settings);
}

async function startBrowser(): Promise<Browser> {
  const started = await launchChromium({ args: ARGS });
  later(() => started.close());
  return started;
}

/** Waits for the service worker and loads the page again under it: its headers then hold for page and workers. */
export async function underServiceWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const worker = registration.active;
    if (worker === null || worker.state === 'activated') return;
    await new Promise((resolve) => {
      worker.addEventListener('statechange', resolve, { once: true });
    });
  });
  await page.reload();
  const controlled = await page.evaluate(() => navigator.serviceWorker.controller !== null);
  if (!controlled) throw new Error('The page was loaded again and is still not under the service worker.');
}

/** What the guards of all users found since the last call. */
export function takeFindings(): string[] {
  return [...users].flatMap((user) => user.guard.take());
}
