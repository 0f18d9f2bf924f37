import { ApiError } from './api-error.js';
import { CATALOG } from './catalog.js';

/**
 * An error, explained.
 * @typedef {object} Explanation
 * @property {string} what What happened.
 * @property {string} todo What to do about it.
 * @property {string} reference The code to search for, or ''.
 */

// After these errors the SDK does not reconnect. Twilio closes the connection, except for 31205 when a token in use expires.
const REFUSALS = new Set([
  20101, 20102, 20103, 20104, 20105, 20106, 20107, 20151, 20157, 31102, 31201, 31202, 31203, 31204, 31205, 31207, 51007,
]);

const OUTAGES = new Set([31000, 31005, 31009, 53001]);

/**
 * Whether the connection is lost. The SDK may restore it.
 * @param {any} error
 */
export const isOutage = (error) => OUTAGES.has(error.code);

/**
 * Whether Twilio refused the token. Only another token helps.
 * @param {any} error
 */
export const isRefusal = (error) => REFUSALS.has(error.code);

/**
 * Explains any error of the page.
 * @param {any} error An `ApiError`, an `SdkError`, a result of `checkName`, or any other thrown value.
 * @returns {Explanation}
 */
export function explain(error) {
  if (error instanceof ApiError) return explainApiError(error);
  if (typeof error.code === 'number') return explainSdkError(error);
  const [what, todo] = BY_NAME[error.name] ?? [error.message || String(error), error.todo ?? 'Try again.'];
  return { what, todo, reference: '' };
}

/** SDK errors without a code. @type {Record<string, readonly [what: string, todo: string]>} */
const BY_NAME = {
  NotSupportedError: ['This browser cannot make calls from this address.', 'Use a current browser, over https or on localhost.'],
};

/** @param {import('./sdk/line.js').SdkError & {code: number}} error */
function explainSdkError({ code, message }) {
  const reference = `Twilio error ${code}`;
  const [what, todo] = CATALOG[code]
    ?? [message || 'Twilio reported an error without details.', 'Try again, or look up the code in Twilio’s documentation.'];
  return { what, todo, reference };
}

/** @type {Record<number, readonly [what: string, todo: string]>} */
const BY_STATUS = {
  0: ['TokenApi cannot be reached.', 'Check that it is running, then try again. You don’t need to reload.'],
  401: ['Your session has ended.', 'Sign in again.'],
  429: ['You have requested too many tokens.', 'Wait a minute, then try again.'],
  501: ['Access tokens need an API key, and TokenApi has none.', 'Set Twilio:ApiKeySid and Twilio:ApiKeySecret, or use capability tokens.'],
};

const RETRIED = 'Check that it is running. This page tries again by itself every few seconds.';

/** @param {ApiError} error */
function explainApiError({ status, problem, isRetried }) {
  if (status === 0 && isRetried) return { what: BY_STATUS[0][0], todo: RETRIED, reference: '' };
  const known = BY_STATUS[status];
  if (known) {
    const [what, todo] = known;
    return { what, todo, reference: status === 0 || status === 401 ? '' : `HTTP ${status}` };
  }
  const rules = Object.entries(problem.errors ?? {}).map(([field, messages]) => `${field}: ${messages.join(' ')}`);
  return {
    what: problem.title ?? 'TokenApi refused the request.',
    todo: rules.join(' ') || problem.detail || 'Try again.',
    reference: `HTTP ${status}`,
  };
}
