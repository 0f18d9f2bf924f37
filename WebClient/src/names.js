/** A client name as TokenApi accepts it. */
const NAME = /^[A-Za-z0-9_]{1,121}$/;

/**
 * @param {string} name
 * @returns {{message: string, todo: string} | null} What is wrong with the name, for `explain`; null when nothing is.
 */
export function checkName(name) {
  if (NAME.test(name)) return null;
  return {
    message: name === '' ? 'A name is missing.' : name.length > 121 ? 'This name is too long.' : `“${name}” cannot be a name.`,
    todo: 'Use 1 to 121 letters (A to Z), digits or underscores, such as alice or bob_2.',
  };
}
