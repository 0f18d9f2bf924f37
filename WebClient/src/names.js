/** A client name as TokenApi accepts it. */
const NAME = /^[A-Za-z0-9_]{1,121}$/;

// Identities from a provider, such as e-mail addresses, have client names in which _x40_ stands for @.
// The rules: TokenApi/Tokens/ClientNameEncoding.cs.
const TO_ESCAPE = /_(?=x[0-9A-F]{1,6}[^A-Za-z0-9])|[^A-Za-z0-9_]/gu;
const ESCAPE = /_x([0-9A-F]{1,6})_/g;
let encoded = false;

/** @param {boolean} demoSignIn Users then choose client names themselves, and nothing is encoded. */
export function useNamesOf(demoSignIn) {
  encoded = !demoSignIn;
}

/**
 * The client name for a typed name.
 * @param {string} typed
 */
export const toClientName = (typed) => (encoded ? encode(typed) : typed);

/**
 * The text to display for a client name: the identity it encodes, or the name itself if it encodes none.
 * @param {string} clientName
 */
export function toDisplayName(clientName) {
  if (!encoded) return clientName;
  const identity = clientName.replace(ESCAPE, (escape, digits) => decodeCharacter(parseInt(digits, 16)) ?? escape);
  return encode(identity) === clientName ? identity : clientName;
}

/**
 * @param {string} name
 * @returns {{message: string, todo: string} | null} The problem with the name, for `explain`; null if there is none.
 */
export function checkName(name) {
  const clientName = toClientName(name);
  if (NAME.test(clientName)) return null;
  return {
    message: name === '' ? 'Enter a name.' : clientName.length > 121 ? 'This name is too long.' : `“${name}” is not a valid name.`,
    todo: encoded
      ? 'Use the name that the other side signs in with. Characters other than letters, digits and underscores each count several times.'
      : 'Use 1 to 121 letters (A to Z), digits or underscores, such as alice or bob_2.',
  };
}

/** @param {string} identity */
const encode = (identity) => identity.replace(TO_ESCAPE, (character) => `_x${character.codePointAt(0)?.toString(16).toUpperCase()}_`);

/** @param {number} code */
function decodeCharacter(code) {
  const exists = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return exists ? String.fromCodePoint(code) : null;
}
