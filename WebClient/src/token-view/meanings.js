import { describeRights } from '../token.js';
import { formatDate, formatDistance, isDate } from './dates.js';

/** @typedef {import('./claims.js').Claim} Claim */

const NAME = 'The name that others see and call. It comes from the session, never from the page.';
const APPLICATION = 'The TwiML application that decides where each call goes. The page cannot choose another.';
const PARAMETERS = 'What Twilio sends to the Voice URL with each call. The page cannot change it.';
const MAY_CALL = 'Allows the phone to place calls, through one application only.';
const MAY_RECEIVE = 'Allows the phone to register and to receive calls, under one name only.';
const IGNORED = 'This page has no description of it.';

/** @typedef {Record<string, string>} Meanings */

/** @type {Meanings} */
const HEADER = {
  alg: 'How the token is signed. Twilio accepts HS256 only: HMAC with SHA-256.',
  typ: 'Says that this is a JSON Web Token. Twilio requires JWT.',
  cty: 'Says that this is an access token. A capability token does not have it.',
  twr: 'The Twilio region of the API key. The default is us1.',
  crit: 'Names extensions that the receiver must understand. Twilio refuses it.',
};

/** @type {Meanings} */
const PAYLOAD = {
  scope: 'What the token allows. Twilio refuses everything else.',
  iss: 'The account that issued it. The account’s auth token signs it.',
  sub: 'The account that the token is for.',
  exp: 'When it expires, in seconds since 1970. Twilio refuses it from then on. At most 24 hours ahead.',
  nbf: 'When it becomes valid, in seconds since 1970. Twilio refuses it earlier.',
  iat: 'When it was issued, in seconds since 1970.',
  jti: 'A unique ID of this token.',
  grants: 'What the token allows.',
};

/** @type {Meanings} */
const SCOPE = {
  'scope:client:outgoing': MAY_CALL,
  'scope:client:incoming': MAY_RECEIVE,
  'scope:stream:subscribe': 'Allows the holder to read the account’s event stream.',
  appSid: APPLICATION,
  appParams: PARAMETERS,
  clientName: NAME,
  path: 'The event stream.',
  params: 'The filters of the event stream.',
};

/** @type {Meanings} */
const GRANTS = {
  identity: NAME,
  voice: 'What the token allows in Programmable Voice.',
  incoming: MAY_RECEIVE,
  allow: 'True allows incoming calls.',
  outgoing: MAY_CALL,
  application_sid: APPLICATION,
  params: PARAMETERS,
  push_credential_sid: 'The push credential that wakes a mobile phone for a call.',
  endpoint_id: 'Tells the devices of one identity apart.',
};

/**
 * @param {Claim} claim
 * @param {Record<string, any>} payload The decoded payload.
 * @returns {string} What the claim is for.
 */
export function explainClaim({ name, part, scope, parent }, payload) {
  const access = 'grants' in payload;
  if (part === 'signature') {
    return `HMAC-SHA256 of the first two parts, with ${access ? 'the API key’s secret' : 'the account’s auth token'}. `
      + 'If one letter changes, it no longer matches.';
  }
  if (parent === 'params') return 'One of the parameters.';
  if (access && name === 'iss') return 'The API key that signed it. You can revoke the key without changing the auth token.';
  const known = part === 'header' ? HEADER : scope ? SCOPE : parent ? GRANTS : PAYLOAD;
  return Object.hasOwn(known, name) ? known[name] : IGNORED;
}

/**
 * @param {Claim} claim
 * @param {Record<string, any>} payload
 * @returns {string} What it says in this token, in words; '' if its value says it.
 */
export function describeClaim(claim, payload) {
  const { name, part, value, scope, parent } = claim;
  if (part !== 'payload') return '';
  if (scope) return value ? decodeParameter(name, value) : describeRights({ scope }).join('');
  if (!parent && (name === 'scope' || name === 'grants')) return describeRights(payload).join('; ') || 'allows nothing';
  return isTime(claim) ? `${formatDate(Number(value))}, ${formatDistance(Number(value))}` : '';
}

/**
 * Whether a claim is a Unix time.
 * @param {Claim} claim
 */
export const isTime = ({ name, part, parent, value }) =>
  part === 'payload' && !parent && ['exp', 'nbf', 'iat'].includes(name) && /^\d+(\.\d+)?$/.test(value) && isDate(Number(value));

/**
 * The value of a scope’s parameter is URL-encoded. If it is a form, its names and values are encoded twice.
 * @param {string} name
 * @param {string} value
 */
function decodeParameter(name, value) {
  const decoded = new URLSearchParams(`value=${value}`).get('value') ?? '';
  if (name !== 'appParams' && name !== 'params') return decoded === value ? '' : decoded;
  return [...new URLSearchParams(decoded)].map(([key, text]) => `${key} = ${text}`).join(', ');
}
