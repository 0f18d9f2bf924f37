import { sessionHeader, tokenPath } from '../api.js';

/**
 * The request that got this token, for a terminal. The session, which is secret, stays out.
 * @param {import('../tokens.js').Token} token
 */
export function toCurl({ kind, request }) {
  return [
    `curl ${location.origin}${tokenPath(kind)}`,
    `-H 'Content-Type: application/json'`,
    ...Object.entries(sessionHeader()).map(([name, value]) => `-H '${name}: ${value}'`),
    '-H "Cookie: $SESSION_COOKIE"',
    `-d '${JSON.stringify(request)}'`,
  ].join(' \\\n  ');
}
