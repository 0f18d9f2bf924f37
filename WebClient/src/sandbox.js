// What the page asks the sandbox. In development its server forwards these two; elsewhere they are absent, and the page does without.
import { LIMIT_MS } from './api.js';

let inUse = false;
/** @type {Set<string>} What there was not to be found. */
const absent = new Set();

/** @param {boolean} sandbox Without it, Twilio's are the calls, and nobody is asked anything. */
export function useSandbox(sandbox) {
  inUse = sandbox;
}

/** @returns {Promise<string[] | null>} The client names that calls can reach now; null when the sandbox cannot be asked. */
export async function getRegisteredNames() {
  /** @type {{identity?: string, registered: boolean}[] | null} */
  const clients = await ask('/sandbox/clients');
  return clients && [...new Set(clients.flatMap(({ identity, registered }) => (registered && identity ? [identity] : [])))].sort();
}

/**
 * What the sandbox thinks of a token.
 * @typedef {object} Verdict
 * @property {boolean} accepted
 * @property {number} [code] Twilio's, of a refusal.
 * @property {string} [message] Twilio's.
 * @property {string} [explanation] The claim that is wrong, what would be accepted, and what to do.
 * @property {{claim: string, was: string, remedy: string}[]} [warnings] Accepted, and yet hardly meant.
 */

/**
 * @param {string} token
 * @returns {Promise<Verdict | null>}
 */
export const explainToken = (token) => ask('/sandbox/explain', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ token }),
});

/** Whether the sandbox explains tokens here, though it may be away at the moment. */
export const canExplain = () => inUse && !absent.has('/sandbox/explain');

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function ask(path, init) {
  if (!inUse || absent.has(path)) return null;
  const response = await fetch(path, { ...init, signal: AbortSignal.timeout(LIMIT_MS) }).catch(() => null);
  if (response?.status === 404) absent.add(path);
  const isJson = response?.headers.get('Content-Type')?.startsWith('application/json');
  return response?.ok && isJson ? response.json().catch(() => null) : null; // It went away in the middle of its answer.
}
