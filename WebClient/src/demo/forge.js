// Changes tokens, to show that Twilio refuses them. No key of an account is in this page.
import { encodeBase64Url } from '../base64url.js';
import { signWithRandomKey } from '../random-key.js';
import { decodeToken } from '../token.js';

/** @typedef {{header: Record<string, any>, payload: Record<string, any>}} Content */

/**
 * Changes the last letter of the name in the payload, and keeps the signature.
 * @param {string} token
 * @param {string} name Such as alice.
 * @returns {{token: string, changed: string}} `changed`: such as alica.
 */
export function changeOneLetter(token, name) {
  const { header, payload } = decodeToken(token);
  const changed = name.slice(0, -1) + (name.endsWith('a') ? 'b' : 'a');
  const other = JSON.parse(JSON.stringify(payload).replace(name, changed));
  return { token: `${encode(header)}.${encode(other)}.${token.split('.')[2]}`, changed };
}

/**
 * The same token after a change, signed with a random key.
 * @param {string} token
 * @param {(content: Content) => void} [change]
 */
export function signWithAnotherKey(token, change) {
  const content = decodeToken(token);
  change?.(content);
  return signWithRandomKey(`${encode(content.header)}.${encode(content.payload)}`);
}

/** Makes it a token of an account that the sandbox does not know. @param {Content} content */
export function useAnotherAccount({ payload }) {
  payload[payload.grants ? 'sub' : 'iss'] = 'AC00000000000000000000000000beef00';
}

/** Says in the header that it is the other kind. @param {Content} content */
export function claimOtherKind({ header }) {
  if (header.cty) delete header.cty;
  else header.cty = 'twilio-fpa;v=1';
}

/** @param {object} json */
const encode = (json) => encodeBase64Url(JSON.stringify(json));
