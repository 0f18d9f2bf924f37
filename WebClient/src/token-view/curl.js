/**
 * The request for a token as curl commands. With the demo sign-in they run as they are: the first one signs in. The page cannot read the
 * session cookie of an identity provider.
 * @param {object} request
 * @param {string} request.origin
 * @param {import('../api.js').TokenKind} request.kind
 * @param {import('../api.js').TokenRequest} request.body
 * @param {Record<string, string>} [request.headers] X-Session names the demo’s user.
 */
export function toCurl({ origin, kind, body, headers = {} }) {
  const tokens = `/api/tokens/${kind}`;
  const user = headers['X-Session'];
  const send = (/** @type {string} */ cookie, /** @type {string} */ path, /** @type {object} */ content) => [
    `curl -sSf ${cookie} ${origin}${path}`,
    ...Object.entries({ 'Content-Type': 'application/json', ...headers }).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    `-d ${quote(JSON.stringify(content))}`,
  ].join(' \\\n  ');
  return user === undefined
    ? send('-H "Cookie: $SESSION_COOKIE"', tokens, body)
    : [send('-c cookies.txt', '/api/session', { name: user }), send('-b cookies.txt', tokens, body)].join('\n');
}

/** @param {string} text */
const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
