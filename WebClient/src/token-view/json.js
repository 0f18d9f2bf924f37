// JSON with positions. JSON.parse would lose the positions, duplicate members and the spelling of numbers.

/**
 * A value in JSON, and the member it belongs to.
 * @typedef {object} JsonNode
 * @property {string} name '' outside an object.
 * @property {number} from Where the member begins, or the value if it has no name.
 * @property {number} start Where the value begins.
 * @property {number} to
 * @property {JsonNode[]} [members] Only of an object.
 */

const SCALAR = /"(?:[^"\\]|\\.)*"|[^\s,:}\]]+/y;

/**
 * @param {string} source
 * @returns {JsonNode}
 * @throws {SyntaxError} The text is not JSON.
 */
export function readJson(source) {
  JSON.parse(source);
  let at = 0;
  const skipSpace = () => { while (' \t\r\n'.includes(source[at] || '.')) at++; };
  const skipScalar = () => {
    SCALAR.lastIndex = at;
    SCALAR.test(source);
    at = SCALAR.lastIndex;
  };
  /** @returns {JsonNode} */
  const read = (isMember = false) => {
    skipSpace();
    const from = at;
    let name = '';
    if (isMember) {
      skipScalar();
      name = JSON.parse(source.slice(from, at));
      skipSpace();
      at++; // The colon
      skipSpace();
    }
    const start = at;
    const open = source[at];
    if (open !== '{' && open !== '[') {
      skipScalar();
      return { name, from, start, to: at };
    }
    const members = [];
    at++;
    for (skipSpace(); !'}]'.includes(source[at]); skipSpace()) {
      if (source[at] === ',') at++;
      else members.push(read(open === '{'));
    }
    at++;
    return { name, from, start, to: at, ...(open === '{' && { members }) };
  };
  return read();
}

/**
 * Removes the space between tokens, and nothing else. Text that is not JSON stays as it is.
 * @param {string} source
 */
export const compact = (source) => (isJson(source) ? source.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1') : source);

/**
 * Writes each member on its own line. Text that is not JSON stays as it is.
 * @param {string} source
 */
export const indent = (source) => (isJson(source) ? JSON.stringify(JSON.parse(source), null, 2) : source);

/** @param {string} source */
function isJson(source) {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}
