// Requests to the sandbox. In development Vite forwards these paths. In production they are absent, and the page works without them.
import { LIMIT_MS } from './api.js';

let inUse = false;
/** @type {Set<string>} Paths that answered 404. */
const absent = new Set();

/** @param {boolean} sandbox Whether a sandbox is in use. Without one, no request is sent. */
export function useSandbox(sandbox) {
  inUse = sandbox;
}

/** @returns {Promise<string[] | null>} The client name of each registered device, sorted; null if the sandbox cannot be reached. */
export async function getRegisteredNames() {
  /** @type {{identity?: string, registered: boolean}[] | null} */
  const clients = await ask('/sandbox/clients');
  return clients && clients.flatMap(({ identity, registered }) => (registered && identity ? [identity] : [])).sort();
}

/**
 * The sandbox’s verdict on a token.
 * @typedef {object} Verdict
 * @property {boolean} accepted
 * @property {number} [code] Twilio’s error code, if refused.
 * @property {string} [message] Twilio’s error message.
 * @property {string} [explanation] The wrong claim, what would be accepted, and what to do.
 * @property {{claim: string}} [defect] The wrong claim, header or scope parameter; or header, payload, signature or token.
 * @property {{claim: string, was: string, remedy: string}[]} [warnings] Accepted, but probably a mistake.
 */

// It refuses tokens above 16,384 characters, and answers no request above 64 KB.
const ENOUGH = 20_000;

/**
 * @param {string} token
 * @returns {Promise<Verdict | null>}
 */
export const explainToken = (token) => ask('/sandbox/explain', { token: token.slice(0, ENOUGH) });

/**
 * Signs a token with the account’s key: the API key’s secret if the payload names that key, otherwise the auth token.
 * @param {string} signingInput The header and the payload, encoded, with a dot between them.
 * @returns {Promise<{token: string} | null>}
 */
export const signToken = (signingInput) => ask('/sandbox/sign', { signingInput });

/** Whether the sandbox can explain tokens, even if it is down right now. */
export const canExplain = () => inUse && !absent.has('/sandbox/explain');

/**
 * @param {string} path
 * @param {object} [body] Makes the request a POST.
 */
async function ask(path, body) {
  if (!inUse || absent.has(path)) return null;
  const post = body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(path, { ...post, signal: AbortSignal.timeout(LIMIT_MS) }).catch(() => null);
  if (response?.status === 404) absent.add(path);
  const isJson = response?.headers.get('Content-Type')?.startsWith('application/json');
  return response?.ok && isJson ? response.json().catch(() => null) : null; // The connection broke during the response.
}
