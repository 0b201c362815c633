// Answers that are no frames of the protocol: which of them say no.
import { expect, it } from 'vitest';
import { isComplaint } from '../../src/protocol/complaint.ts';

it.each([
  '{"error":"Invalid message format"}',
  '{"error":""}',
  '{"status":"error","message":"Invalid signature"}',
  '{"type":"error","message":"no"}',
  '{"status":"Unauthorized"}',
])('%s is a refusal', (text) => expect(isComplaint(text)).toBe(true));

it.each([
  '{"status":"ok"}',
  '{"status":"ok","error":null}',
  '{"error":false}',
  '{"status":"success","message":"Hello received"}',
  '{"type":"welcome"}',
  '{}',
  'error',
  '["error"]',
  '"error"',
  '{"error":',
  `{"error":"${'x'.repeat(5000)}"}`,
])('%s is none', (text) => expect(isComplaint(text)).toBe(false));
