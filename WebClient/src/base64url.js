const UTF8 = new TextEncoder();

/** @param {string | Uint8Array} content Text is encoded as UTF-8. */
export function encodeBase64Url(content) {
  const bytes = typeof content === 'string' ? UTF8.encode(content) : content;
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {string} text */
export function decodeBase64Url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

/**
 * Finds the characters of the encoded text that carry a range of the source. Four characters carry three bytes of UTF-8, so the first and
 * the last character may also carry bits of a neighbor.
 * @param {string} source
 * @param {number} from
 * @param {number} to
 * @returns {[from: number, to: number]}
 */
export function encodedRange(source, from, to) {
  const bytesBefore = (/** @type {number} */ end) => UTF8.encode(source.slice(0, end)).length;
  return [Math.floor((bytesBefore(from) * 4) / 3), Math.ceil((bytesBefore(to) * 4) / 3)];
}
