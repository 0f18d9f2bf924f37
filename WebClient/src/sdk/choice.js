// Which SDK the page runs on. Only the chosen one is loaded; choosing the other one is a link, which loads the page again.

/**
 * @typedef {object} Choice
 * @property {string} id As in the page's address, `?sdk=2`.
 * @property {string} package Its npm package, by which TokenApi says that it has tokens for it.
 * @property {() => Promise<import('./line.js').Sdk>} load
 */

/** @type {Choice[]} The first is the default. */
export const CHOICES = [
  { id: '1', package: 'twilio-client', load: () => import('./twilio-client.js') },
  { id: '2', package: '@twilio/voice-sdk', load: () => import('./voice-sdk.js') },
];

/**
 * @param {string} address The query of the page's address.
 * @param {string[]} offered The packages that TokenApi has tokens for.
 * @returns {Choice} The SDK that the address names, if it is one of those on offer.
 */
export function chooseSdk(address, offered) {
  const id = new URLSearchParams(address).get('sdk');
  return CHOICES.find((choice) => choice.id === id && offered.includes(choice.package)) ?? CHOICES[0];
}
