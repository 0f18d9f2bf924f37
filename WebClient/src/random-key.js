import { encodeBase64Url } from './base64url.js';

/**
 * Signs with a random key, which Twilio does not know.
 * @param {string} signingInput The header and the payload, encoded, with a dot between them.
 * @returns {Promise<string>} The token.
 */
export async function signWithRandomKey(signingInput) {
  const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(signingInput));
  return `${signingInput}.${encodeBase64Url(new Uint8Array(signature))}`;
}
