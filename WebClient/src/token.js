// Reads capability tokens for display. Nothing here verifies anything: that is Twilio's part, and only Twilio has the key.

/**
 * Takes a JWT apart: `base64url(header).base64url(payload).signature`.
 * @param {string} token
 * @returns {{header: Record<string, unknown>, payload: Record<string, unknown>}}
 */
export function decodeToken(token) {
  const [header, payload] = token.split('.', 2).map((part) => JSON.parse(decodeBase64Url(part)));
  return { header, payload };
}

/**
 * Says in words what each scope of a token allows. Scopes are separated by spaces, and look like
 * `scope:client:outgoing?appSid=AP…&appParams=k%3Dv&clientName=alice`.
 * @param {string} scope
 * @returns {string[]}
 */
export function describeScopes(scope) {
  return scope.split(' ').filter(Boolean).map(describeScope);
}

function describeScope(uri) {
  const [kind, query = ''] = uri.split('?', 2);
  const values = new URLSearchParams(query);
  switch (kind) {
    case 'scope:client:incoming':
      return `may receive calls as ${values.get('clientName')}`;
    case 'scope:client:outgoing':
      return [
        `may place calls through application ${values.get('appSid')}`,
        values.has('clientName') && `as ${values.get('clientName')}`,
        values.has('appParams') && `with the parameters ${listParameters(values.get('appParams'))}`,
      ].filter(Boolean).join(', ');
    case 'scope:stream:subscribe':
      return `may subscribe to the events of ${values.get('path')}`;
    default:
      return `something this page does not know: ${uri}`;
  }
}

const listParameters = (query) => [...new URLSearchParams(query)].map(([key, value]) => `${key} = ${value}`).join(', ');

function decodeBase64Url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
