import { readJson } from './json.js';

/**
 * Something in a token that has a meaning: a member of the header or the payload, a scope, a parameter of a scope, or the signature.
 * @typedef {object} Claim
 * @property {string} name Such as exp, scope:client:outgoing or clientName.
 * @property {Part} part
 * @property {number} from The first character in the decoded part.
 * @property {number} to
 * @property {number} start Where its value begins.
 * @property {string} value As it is written: JSON, or the encoded value of a scope’s parameter.
 * @property {string} [parent] The name of the object that it is in.
 * @property {string} [scope] The whole scope, if it is a scope or one of its parameters.
 * @property {Claim[]} [inner] The members of an object, or the pieces of `scope`.
 *
 * @typedef {'header' | 'payload' | 'signature'} Part
 */

/** @type {readonly Part[]} */
export const PARTS = ['header', 'payload', 'signature'];

/**
 * The claims of a part, or null if it is not a JSON object.
 * @param {Exclude<Part, 'signature'>} part
 * @param {string} source The decoded part.
 * @returns {Claim[] | null}
 */
export function readClaims(part, source) {
  try {
    return readJson(source).members?.map((member) => toClaim(member, part, source)) ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {import('./json.js').JsonNode} member
 * @param {Part} part
 * @param {string} source
 * @param {string} [parent]
 * @returns {Claim}
 */
function toClaim({ name, from, start, to, members }, part, source, parent) {
  const value = source.slice(start, to);
  const isScope = name === 'scope' && part === 'payload' && !parent && value.startsWith('"');
  const inner = isScope ? readScopes(value.slice(1, -1), start + 1) : members?.map((member) => toClaim(member, part, source, name));
  return { name, part, from, to, start, value, parent, inner };
}

/**
 * `scope:client:outgoing?appSid=AP…&clientName=alice scope:client:incoming?clientName=alice`
 * @param {string} scopes
 * @param {number} offset
 * @returns {Claim[]}
 */
function readScopes(scopes, offset) {
  return [...scopes.matchAll(/[^ ]+/g)].flatMap(({ 0: scope, index }) => [...scope.matchAll(/[^?&]+/g)].map((piece) => {
    const from = offset + index + piece.index;
    const equals = piece[0].indexOf('=') + 1;
    const [name, value] = equals ? [piece[0].slice(0, equals - 1), piece[0].slice(equals)] : [piece[0], ''];
    return { name, part: /** @type {const} */ ('payload'), from, to: from + piece[0].length, start: from + equals, value, scope };
  }));
}
