import { sessionHeader, tokenPath } from '../api.js';

/**
 * The request for this token as a curl command. The session cookie is secret and left out.
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
