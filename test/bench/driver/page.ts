// A Chromium with the bench page in it, on a profile that lives as long as the bench.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { Bench } from '../page/main.ts';

export interface Browsers {
  launch(folder: string, options?: { readonly args?: readonly string[] }): Promise<BrowserContext>;
}

export class BenchPage {
  readonly page: Page;
  readonly folder: string;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page, folder: string) {
    this.#context = context;
    this.page = page;
    this.folder = folder;
  }

  /** @param folder A profile; a fresh one unless given. */
  static async open(
    browsers: Browsers,
    url: string,
    { folder, args = [] }: { readonly folder?: string; readonly args?: readonly string[] } = {},
  ): Promise<BenchPage> {
    const place = folder ?? mkdtempSync(join(tmpdir(), 'porchlight-bench-'));
    const context = await browsers.launch(place, { args });
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('pageerror', (error) => console.error(`page: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`page: ${message.text()}`);
    });
    await page.goto(url);
    return new BenchPage(context, page, place);
  }

  /** Calls the page's bench. */
  call<Name extends keyof Bench>(
    name: Name,
    ...args: Parameters<Bench[Name]>
  ): Promise<Awaited<ReturnType<Bench[Name]>>> {
    return this.page.evaluate(
      ([method, values]) => {
        const run = globalThis.bench[method] as (...all: unknown[]) => unknown;
        return run(...values);
      },
      [name, args] as const,
    ) as Promise<Awaited<ReturnType<Bench[Name]>>>;
  }

  /** Ends the browser, keeps the profile. */
  async close(): Promise<void> {
    await this.#context.close();
  }

  async discard(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
