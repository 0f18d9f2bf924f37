import { expect, test } from 'vitest';
import { chooseTokenKind } from '../src/token-kind.js';

/** @type {[query: string, offered: import('../src/api.js').TokenKind[], chosen: string][]} */
const CASES = [
  ['', ['capability', 'access'], 'capability'],
  ['?token=access', ['capability', 'access'], 'access'],
  ['?token=capability', ['capability', 'access'], 'capability'],
  ['?token=other', ['capability', 'access'], 'capability'],
  ['?token=access', ['capability'], 'capability'],
  ['?token=capability', ['access'], 'access'],
];

test.each(CASES)('address "%s" with %j chooses %s', (query, offered, chosen) => {
  expect(chooseTokenKind(query, offered)).toBe(chosen);
});
