import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { ApiError } from '../src/api-error.js';
import { CATALOG } from '../src/catalog.js';
import { explain, isOutage, isRefusal } from '../src/errors.js';

const require = createRequire(import.meta.url);
const SDK = '@twilio/voice-sdk';

// https://www.twilio.com/docs/voice/sdks/error-codes and https://www.twilio.com/docs/api/errors/31007, as of 30 November 2026.
const DOCUMENTED = [
  31000, 31001, 31002, 31003, 31005, 31007, 31009, 31100, 31101, 31102, 31103, 31104, 31105,
  31201, 31202, 31203, 31204, 31205, 31206, 31207, 31208, 53000, 53405,
];

test('catalog has every code that Twilio documents for its Voice SDKs', () => expect(missing(DOCUMENTED)).toEqual([]));

test('catalog has every error class of the installed SDK', () => {
  const source = readFileSync(join(folderOf(SDK), '../lib/twilio/errors/generated.ts'), 'utf8');
  const codes = [...source.matchAll(/code: number = (\d+);/g)].map(([, code]) => Number(code));
  expect(codes).toHaveLength(39);
  expect(missing(codes)).toEqual([]);
});

test('catalog has every code that the SDK raises itself', () => {
  const folder = join(folderOf(SDK), '../es5/twilio');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  const codes = sources.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\bcode(?:: ?| === )(\d{5})\b/g)]);
  expect(codes.length).toBeGreaterThan(10);
  expect(missing(codes.map(([, code]) => Number(code)))).toEqual([]);
});

test('catalog has every code of @twilio/voice-errors', () => {
  const list = createRequire(require.resolve(SDK))('@twilio/voice-errors');
  const codes = list.flatMap((/** @type {any} */ group) => group.subclasses.flatMap((/** @type {any} */ subclass) =>
    subclass.errors.map((/** @type {any} */ error) => group.code * 1000 + (subclass.code ?? 0) * 100 + error.code)));
  expect(codes).toHaveLength(72);
  expect(missing(codes)).toEqual([]);
});

test('catalog has every code of the sandbox for a Voice URL that fails', () => {
  const source = readFileSync(new URL('../../TwilioSandbox/Voice/VoiceErrors.cs', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/new\((11\d{3}|12[013]\d\d),/g)].map(([, code]) => Number(code));
  expect(codes.length).toBeGreaterThan(8);
  expect(missing(codes)).toEqual([]);
});

test('Voice URL that cannot be reached is explained with the remedy', () => {
  expect(explain({ code: 11205, message: 'HTTP connection failure' })).toEqual({
    what: expect.stringContaining('Voice URL could not be reached'),
    todo: expect.stringContaining('Start the application behind it'),
    reference: 'Twilio error 11205',
  });
});

test('catalog entries are sentences: what happened, what to do', () => {
  for (const text of Object.values(CATALOG).flat()) expect(text).toMatch(/^[A-Z].*[.]$/);
});

test('unknown code is explained by its message', () => {
  expect(explain({ code: 39999, message: 'Something new' })).toMatchObject({ what: 'Something new', reference: 'Twilio error 39999' });
});

test('error without code and message is shown', () => {
  expect(explain({ code: 0, message: '' }).what).not.toBe('');
});

test('lost connection is an outage and not a refusal', () => {
  expect([isOutage({ code: 31005 }), isRefusal({ code: 31005 })]).toEqual([true, false]);
});

test.each([
  [0, 'TokenApi cannot be reached.'],
  [401, 'Your session has ended.'],
  [429, 'You have requested too many tokens.'],
  [501, 'Access tokens need an API key, and TokenApi has none.'],
])('HTTP %i is explained', (status, what) => expect(explain(new ApiError(status)).what).toBe(what));

test('first request of the page, which is retried, is not left to the user', async () => {
  vi.stubGlobal('sessionStorage', { getItem: () => null });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const { getClientSettings, getSession } = await import('../src/api.js');
  const first = explain(await getClientSettings().catch((error) => error));
  expect(first).toMatchObject({ what: 'TokenApi cannot be reached.', todo: expect.stringContaining('by itself every few seconds') });
  const later = explain(await getSession().catch((error) => error));
  expect(later.todo).toContain('then try again');
});

test('field errors of TokenApi are shown', () => {
  const problem = { title: 'The request is not valid', errors: { ttl: ['Must be at most 86400.'] } };
  expect(explain(new ApiError(400, problem))).toEqual({
    what: 'The request is not valid', todo: 'ttl: Must be at most 86400.', reference: 'HTTP 400',
  });
});

test('SDK error without a code is explained by its name', () => {
  const { NotSupportedError } = require(join(folderOf(SDK), 'twilio/errors/index.js'));
  expect(explain(new NotSupportedError('no WebRTC'))).toMatchObject({ what: expect.stringContaining('browser'), reference: '' });
});

/** @param {string} sdk The folder of its code, compiled but not bundled. */
const folderOf = (sdk) => dirname(require.resolve(sdk));

/** @param {number[]} codes */
const missing = (codes) => codes.filter((code) => !CATALOG[code]);
