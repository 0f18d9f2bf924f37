import { ApiError } from './api.js';

/**
 * An error in words.
 * @typedef {object} Explanation
 * @property {string} what What happened.
 * @property {string} todo What to do about it.
 * @property {string} reference The code to search for, or ''.
 */

const UNREACHABLE = {
  what: 'The connection to Twilio’s signalling server failed.',
  todo: 'Check the network, and that the sandbox is running. While registered, the page reconnects on its own.',
};
const NOT_A_GOOD_TOKEN = 'Check the Twilio settings of TokenApi: account SID and auth token must belong together.';

/** Twilio's error codes, as Twilio Client 1.15 reports them. https://www.twilio.com/docs/api/errors */
export const CATALOGUE = {
  31000: { what: 'The connection to Twilio broke, or could not be made.', todo: 'Check the network, and that the sandbox is running, then try again.' },
  31001: { what: 'Twilio could not find the application that handles outgoing calls.', todo: 'Check the application SID in the settings of TokenApi.' },
  31002: { what: 'The token does not allow this call.', todo: 'Call again: the page asks for a token with the outgoing scope.' },
  31003: { what: 'The audio connection was lost.', todo: 'Check the network, then call again.' },
  31005: UNREACHABLE,
  31009: { what: 'A message could not be sent: there is no connection to Twilio.', todo: 'Wait until the page says that it is registered again.' },
  31100: { what: 'The application SID in the token is not valid.', todo: 'Check the application SID in the settings of TokenApi.' },
  31201: { what: 'Twilio could not authenticate the token.', todo: NOT_A_GOOD_TOKEN },
  31202: { what: 'The signature of the token is wrong.', todo: NOT_A_GOOD_TOKEN },
  31203: { what: 'Twilio does not know the account that issued the token.', todo: NOT_A_GOOD_TOKEN },
  31204: { what: 'The token is not valid.', todo: 'Read the token below against Twilio’s rules, then ask for a new one.' },
  31205: { what: 'The token has expired.', todo: 'Register again: the page asks for a new token.' },
  31207: { what: 'The token lives too long.', todo: 'Ask for a token that ends within 24 hours.' },
  31208: { what: 'The page may not use the microphone.', todo: 'Allow the microphone for this page in the browser’s address bar, then try again.' },
  31404: { what: 'Nobody is registered under that name.', todo: 'Check the name, and that the other side has registered for incoming calls.' },
  31480: { what: 'The other side cannot be reached at the moment.', todo: 'Try again later.' },
  31486: { what: 'The other side is busy.', todo: 'Try again later.' },
  31603: { what: 'The other side declined the call.', todo: 'Try again later, or not.' },
  53000: { what: 'Twilio’s signalling server reported an error.', todo: 'Try again. If it stays, look at what the server said.' },
};

// Twilio Client 1.x reports the microphone under 31201 as well, which everywhere else is about the token.
const NO_MICROPHONE = {
  what: 'No microphone can be used.',
  todo: 'Connect a microphone, close other programs that hold it, then try again.',
};

// The server closes the connection after these, and the SDK does not come back on its own.
const REFUSALS = new Set([31102, 31201, 31202, 31203, 31204, 31205, 31207]);

const OUTAGES = new Set([31000, 31005, 31009]);

/**
 * Whether the connection is gone, which the SDK may bring back.
 * @param {any} error
 */
export const isOutage = (error) => OUTAGES.has(error.code);

/**
 * Whether Twilio refused the token, so that only another one helps.
 * @param {any} error
 */
export const isRefusal = (error) => REFUSALS.has(error.code) && !error.microphone;

/**
 * Puts any error of the page in words.
 * @param {any} error An `ApiError`, an `SdkError`, a complaint of `checkName`, or whatever else was thrown.
 * @returns {Explanation}
 */
export function explain(error) {
  if (error instanceof ApiError) return explainApiError(error);
  if (typeof error.code === 'number') return explainSdkError(error);
  return { what: error.message || String(error), todo: error.todo ?? 'Try again.', reference: '' };
}

function explainSdkError({ code, message, microphone }) {
  const reference = `Twilio error ${code}`;
  const known = microphone && code === 31201 ? NO_MICROPHONE : CATALOGUE[code];
  if (known) return { ...known, reference };
  return { what: message || 'Twilio reported an error without saying which.', todo: 'Try again. Twilio’s list of error codes explains it.', reference };
}

function explainApiError({ status, problem }) {
  if (status === 0) {
    return { what: 'TokenApi cannot be reached.', todo: 'Check that it is running, then try again. There is no need to reload.', reference: '' };
  }
  if (status === 401) {
    return { what: 'Your session has ended.', todo: 'Sign in again.', reference: '' };
  }
  const rules = Object.entries(problem.errors ?? {}).map(([field, messages]) => `${field}: ${messages.join(' ')}`);
  return {
    what: problem.title ?? 'TokenApi refused the request.',
    todo: rules.join(' ') || problem.detail || 'Try again.',
    reference: `HTTP ${status}`,
  };
}
