// The client name of each registered device, from the list of people to the phone. Known with the sandbox only.

/** @type {(names: string[]) => void} */
let onNames = () => {};

/** @param {(names: string[]) => void} listener Replaces the previous one. */
export function watchRegisteredNames(listener) {
  onNames = listener;
}

/** @param {string[]} names */
export const tellRegisteredNames = (names) => onNames(names);
