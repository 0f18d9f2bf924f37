// Requests to TokenApi, on the same origin. In development, Vite forwards /api. In production, TokenApi serves the page itself.
import { ApiError } from './api-error.js';

/** The time limit of a request, so that a hanging request does not block a renewal. */
export const LIMIT_MS = 10_000;

/**
 * The public settings of the server (`GET /api/client`).
 * @typedef {object} ClientSettings
 * @property {string} applicationName
 * @property {TokenKind[]} tokenKinds The kinds of token that the account can issue. The first is the default.
 * @property {string | null} region The Twilio region of the account, such as ie1; null means US1.
 * @property {string | null} account The Twilio account, shortened; null with the sandbox.
 * @property {{host: string} | null} sandbox The address of the local sandbox; null with a real Twilio account.
 * @property {boolean} demoSignIn Whether users sign in with just a name.
 */

/** @typedef {'capability' | 'access'} TokenKind */

/**
 * A token and TokenApi’s details of it.
 * @typedef {object} IssuedToken
 * @property {string} token
 * @property {string} identity
 * @property {string} expiresAt RFC 3339, UTC.
 * @property {number} ttl Seconds.
 *
 * @typedef {object} TokenRequest
 * @property {boolean} [incoming]
 * @property {boolean} [outgoing]
 * @property {number} [ttl] Seconds. Defaults to TokenApi’s default.
 */

/** The page repeats this request until TokenApi answers. @returns {Promise<ClientSettings>} */
export const getClientSettings = () => send('GET', '/api/client').catch((error) => {
  throw Object.assign(error, { isRetried: true });
});

/** @returns {Promise<{name: string} | null>} null if nobody is signed in. */
export async function getSession() {
  try {
    return await send('GET', '/api/session');
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/**
 * @param {string} name
 * @param {Record<string, string>} [headers] The header of another session than this window’s.
 * @returns {Promise<{name: string}>}
 */
export const createSession = (name, headers) => send('POST', '/api/session', { name }, headers);

/** @returns {Promise<void>} */
export const deleteSession = () => send('DELETE', '/api/session');

/**
 * @param {TokenKind} kind
 * @param {TokenRequest} request
 * @param {Record<string, string>} [headers]
 * @returns {Promise<IssuedToken>}
 */
export const createToken = (kind, request, headers) => send('POST', `/api/tokens/${kind}`, request, headers);

// Each window has its own session. The header tells TokenApi which of the browser’s session cookies belongs to this window.
const WINDOW_KEY = 'session';
let windowSession = sessionStorage.getItem(WINDOW_KEY);

/** The header that names one of the browser’s sessions. @param {string} name @returns {Record<string, string>} */
export const headerOf = (name) => ({ 'X-Session': name });

/** The header that names this window’s session; empty without one. @returns {Record<string, string>} */
export const sessionHeader = () => (windowSession === null ? {} : headerOf(windowSession));

/** Whether this window has signed in before. */
export const hasSession = () => windowSession !== null;

/** @param {string | null} name The user of this window’s session. Survives a reload. */
export function useSession(name) {
  windowSession = name;
  if (name === null) sessionStorage.removeItem(WINDOW_KEY);
  else sessionStorage.setItem(WINDOW_KEY, name);
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @param {Record<string, string>} [headers]
 */
async function send(method, path, body, headers = sessionHeader()) {
  const response = await fetch(path, {
    method,
    headers: {
      ...(body && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(LIMIT_MS),
  }).catch(() => {
    throw new ApiError(0);
  });
  if (response.status === 204) return undefined;

  const isJson = /^application\/([\w.]+\+)?json\b/.test(response.headers.get('Content-Type') ?? '');
  // An error that is not JSON comes from a proxy that cannot reach TokenApi.
  if (!isJson) throw new ApiError(response.status >= 500 ? 0 : response.status);

  const content = await response.json().catch(() => {
    throw new ApiError(0); // The connection broke during the response.
  });
  if (!response.ok) throw new ApiError(response.status, content);
  return content;
}
