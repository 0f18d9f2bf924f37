import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ApiError } from '../src/api-error.js';
import { CATALOGUE } from '../src/catalogue.js';
import { explain, isOutage, isRefusal } from '../src/errors.js';

const require = createRequire(import.meta.url);
/** @param {string} sdk @returns {number[]} */
function codesOf(sdk) {
  const { errorsByCode } = require(join(dirname(require.resolve(sdk)), 'twilio/errors/generated.js'));
  return [...errorsByCode.keys()];
}

test('every error that Twilio Client 1.15 knows has words', () => {
  expect(codesOf('twilio-client').filter((code) => !CATALOGUE[code])).toEqual([]);
});

test('every error that Voice SDK 2 knows has words', () => {
  expect(codesOf('@twilio/voice-sdk').filter((code) => !CATALOGUE[code])).toEqual([]);
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
