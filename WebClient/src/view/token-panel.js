import { sessionHeader } from '../api.js';
import { TokenView } from '../token-view/token-view.js';
import { byId, element } from './dom.js';

/** @type {TokenView | undefined} */
let view;

/** @returns {number} The chosen lifetime of the next token, in seconds. */
export const chosenLife = () => Number(document.querySelector('input[name="life"]:checked')?.getAttribute('value'));

/**
 * @param {object} actions
 * @param {() => void} actions.request Requests a token now.
 * @param {(enabled: boolean) => void} actions.renew Turns renewal on or off.
 */
export function connectTokenPanel({ request, renew }) {
  byId('token-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    request();
  });
  const automatic = byId('token-renew', HTMLInputElement);
  automatic.addEventListener('change', () => renew(automatic.checked));
}

/** @param {boolean} sandbox Whether the sandbox is in use. */
export function openTokenView(sandbox) {
  view ??= new TokenView(element('token-view'), { sandbox });
}

/** @param {import('../tokens.js').Token | null} issued */
export function showToken(issued) {
  view?.show(issued && { ...issued, headers: sessionHeader() });
  element('token-empty').hidden = issued !== null;
  element('token-view').hidden = issued === null;
}
