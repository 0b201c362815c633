// Accessibility by axe-core. Its source is evaluated over the debugging protocol, which the page's policy leaves alone:
// the journey runs under the very policy that people get.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** One line for each fault axe sees in the page as it is now. */
export async function axeFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const isThere = await session.send('Runtime.evaluate', {
      expression: "typeof axe === 'object'",
      returnByValue: true,
    });
    if (isThere.result.value !== true) await session.send('Runtime.evaluate', { expression: source });
    const options = JSON.stringify({ runOnly: TAGS, resultTypes: ['violations'], preload: false });
    const answer = await session.send('Runtime.evaluate', {
      expression: `axe.run(document, ${options}).then((result) => JSON.stringify(result.violations))`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (answer.exceptionDetails !== undefined)
      throw new Error(`axe: ${answer.exceptionDetails.exception?.description}`);
    const violations = JSON.parse(answer.result.value) as Violation[];
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}, at ${node.target.join(' ')}. ${node.failureSummary ?? ''}`),
    );
  } finally {
    await session.detach();
  }
}

/** Fails the test with every fault axe sees. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await axeFaults(page), 'what axe found').toEqual([]);
}
