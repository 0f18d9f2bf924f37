// Changing the kind of token loads the page again. A registered user is then registered again.
const KEY = 'registered';

/** @param {string} name The registered user. */
export const keepRegistration = (name) => sessionStorage.setItem(KEY, name);

/** @returns {string | null} The user to register again, once. */
export function takeRegistration() {
  const name = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return name;
}
