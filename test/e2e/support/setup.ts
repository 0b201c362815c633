// Runs around every journey (vite.config.ts): the guards judge each test, and nothing outlives its file.
import { afterAll, afterEach, expect } from 'vitest';
import { cleanUp } from './cleanup.ts';
import { relayTroubles } from './relay-process.ts';
import { takeFindings } from './user.ts';

afterEach(async () => {
  // A message on its way from the browser belongs to the test that caused it.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(takeFindings(), 'what the guards found during this test').toEqual([]);
  expect(relayTroubles(), 'what went wrong in relays').toEqual([]);
});

afterAll(cleanUp);
