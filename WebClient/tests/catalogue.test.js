import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ApiError } from '../src/api-error.js';
import { CATALOGUE } from '../src/catalogue.js';
import { explain, isOutage, isRefusal } from '../src/errors.js';

const require = createRequire(import.meta.url);
const SDKS = ['twilio-client', '@twilio/voice-sdk'];

test.each(SDKS)('every error that %s has a class for has words', (sdk) => {
  const { errorsByCode } = require(join(folderOf(sdk), 'errors/generated.js'));
  expect(errorsByCode.size).toBeGreaterThan(10);
  expect(withoutWords([...errorsByCode.keys()])).toEqual([]);
});

test.each(SDKS)('every code that %s gives out of its own has words', (sdk) => {
  const sources = readdirSync(folderOf(sdk), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  const codes = sources.flatMap((file) => [...readFileSync(join(folderOf(sdk), file), 'utf8').matchAll(/\bcode: ?(\d{5})\b/g)]);
  expect(withoutWords(codes.map(([, code]) => Number(code)))).toEqual([]);
});

test('every error that Twilio lists for its voice SDKs has words', () => {
  const list = require(join(dirname(require.resolve('@twilio/voice-errors/package.json')), 'dist/errors.json'));
  const codes = list.flatMap((/** @type {any} */ group) => group.subclasses.flatMap((/** @type {any} */ subclass) =>
    subclass.errors.map((/** @type {any} */ error) => group.code * 1000 + (subclass.code ?? 0) * 100 + error.code)));
  expect(codes.length).toBeGreaterThan(40);
  expect(withoutWords(codes)).toEqual([]);
});

test('every entry says what happened and what to do, in sentences', () => {
  for (const text of Object.values(CATALOGUE).flat()) expect(text).toMatch(/^[A-Z].*[.]$/);
});

test('a code that nobody knows is explained by its message', () => {
  expect(explain({ code: 39999, message: 'Something new' })).toMatchObject({ what: 'Something new', reference: 'Twilio error 39999' });
});

test('an error without code and message is not swallowed', () => {
  expect(explain({ code: 0, message: '' }).what).not.toBe('');
});

test('31201 is about the token, and in a call of 1.x about the microphone', () => {
  const [token, microphone] = [{ code: 31201 }, { code: 31201, microphone: true }];
  expect(explain(token).what).toContain('token');
  expect(explain(microphone).what).toContain('microphone');
  expect([token, microphone].map(isRefusal)).toEqual([true, false]);
});

test('a lost connection is an outage, and no refusal', () => {
  expect([isOutage({ code: 31005 }), isRefusal({ code: 31005 })]).toEqual([true, false]);
});

test.each([
  [0, 'TokenApi cannot be reached.'],
  [401, 'Your session has ended.'],
  [429, 'You have asked for too many tokens.'],
  [501, 'TokenApi has no API key, which access tokens need.'],
])('HTTP %i is said in words', (status, what) => expect(explain(new ApiError(status)).what).toBe(what));

test('what TokenApi says of a field is passed on', () => {
  const problem = { title: 'The request is not valid', errors: { ttl: ['Must be at most 86400.'] } };
  expect(explain(new ApiError(400, problem))).toEqual({
    what: 'The request is not valid', todo: 'ttl: Must be at most 86400.', reference: 'HTTP 400',
  });
});

test('an error of an SDK that has no code is said in words too', () => {
  const { NotSupportedError } = require(join(folderOf('twilio-client'), 'errors'));
  expect(explain(new NotSupportedError('no WebRTC'))).toMatchObject({ what: expect.stringContaining('browser'), reference: '' });
});

/** @param {string} sdk Where its own code is, compiled but not bundled. */
const folderOf = (sdk) => join(dirname(require.resolve(sdk)), 'twilio');

/** @param {number[]} codes */
const withoutWords = (codes) => codes.filter((code) => !CATALOGUE[code]);
