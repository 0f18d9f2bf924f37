// Decodes tokens for display. The page cannot verify them because it does not have the key.
import { decodeBase64Url } from './base64url.js';

/**
 * Decodes a JWT: `base64url(header).base64url(payload).signature`.
 * @param {string} token
 * @returns {{header: Record<string, any>, payload: Record<string, any>}}
 */
export function decodeToken(token) {
  const [header, payload] = token.split('.', 2).map((part) => JSON.parse(decodeBase64Url(part)));
  return { header, payload };
}

/** The client that a token names. @param {string} token @returns {string | undefined} */
export function clientOf(token) {
  const { scope, grants } = decodeToken(token).payload;
  return grants?.identity ?? /clientName=(\w+)/.exec(scope)?.[1];
}

/**
 * Describes what a token allows: the scopes of a capability token, or the voice grant of an access token.
 * @param {Record<string, any>} payload
 * @returns {string[]}
 */
export function describeRights({ scope, grants }) {
  if (grants) return describeGrants(grants);
  // `scope:client:outgoing?appSid=AP…&appParams=k%3Dv&clientName=alice scope:client:incoming?clientName=alice`
  return (typeof scope === 'string' ? scope : '').split(' ').filter(Boolean).map(describeScope);
}

/** @param {{identity?: string, voice?: {incoming?: {allow?: boolean}, outgoing?: {application_sid?: string, params?: object}}}} grants */
function describeGrants({ identity = '', voice = {} }) {
  const rights = [];
  if (voice.incoming?.allow) rights.push(mayReceive(identity));
  if (voice.outgoing) rights.push(mayCall(voice.outgoing.application_sid ?? '', identity, Object.entries(voice.outgoing.params ?? {})));
  return rights;
}

/** @param {string} uri */
function describeScope(uri) {
  const [kind, query = ''] = uri.split('?', 2);
  const values = new URLSearchParams(query);
  const name = values.get('clientName') ?? '';
  switch (kind) {
    case 'scope:client:incoming': return mayReceive(name);
    case 'scope:client:outgoing':
      return mayCall(values.get('appSid') ?? '', name, [...new URLSearchParams(values.get('appParams') ?? '')]);
    case 'scope:stream:subscribe': return `may subscribe to the events of ${values.get('path')}`;
    default: return `unknown scope: ${uri}`;
  }
}

/** @param {string} name */
const mayReceive = (name) => `may receive calls as ${name}`;

/**
 * @param {string} application
 * @param {string} name
 * @param {[string, unknown][]} parameters
 */
function mayCall(application, name, parameters) {
  return [
    `may place calls through application ${application}`,
    name && `as ${name}`,
    parameters.length > 0 && `with the parameters ${parameters.map(([key, value]) => `${key} = ${value}`).join(', ')}`,
  ].filter(Boolean).join(', ');
}
