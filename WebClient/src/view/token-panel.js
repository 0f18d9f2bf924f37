import { decodeToken, describeRights } from '../token.js';
import { showCountdown } from './countdown.js';
import { toCurl } from './curl.js';
import { button, byId, create, element, setText } from './dom.js';
import { colour } from './json.js';
import { showVerdict } from './verdict.js';

/** @type {import('../tokens.js').Token | null} */
let shown = null;

/** @returns {number} The chosen life of the next token in seconds. */
export const chosenLife = () => Number(document.querySelector('input[name="life"]:checked')?.getAttribute('value'));

/**
 * @param {object} actions
 * @param {() => void} actions.request Ask for a token now.
 * @param {(enabled: boolean) => void} actions.renew Switches the renewal on or off.
 */
export function connectTokenPanel({ request, renew }) {
  byId('token-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    request();
  });
  const automatic = byId('token-renew', HTMLInputElement);
  automatic.addEventListener('change', () => renew(automatic.checked));
  button('token-copy').addEventListener('click', async () => setText(element('token-copied'), await copy()));
}

/** @returns {Promise<string>} What came of it. */
async function copy() {
  try {
    if (shown) await navigator.clipboard.writeText(toCurl(shown));
    return 'Copied. Your session is not in it: put your cookie where it says SESSION_COOKIE.';
  } catch {
    return 'The browser did not let this page copy. Allow it in the address bar, then try again.';
  }
}

/**
 * Shows what a token says, what it allows, and how long it still lives.
 * @param {import('../tokens.js').Token | null} issued
 */
export function showToken(issued) {
  shown = issued;
  showCountdown(issued, () => showVerdict(issued));
  showVerdict(issued);
  element('token-empty').hidden = issued !== null;
  element('token-content').hidden = issued === null;
  setText(element('token-copied'), '');
  if (!issued) return;

  const { header, payload } = decodeToken(issued.token);
  element('token-header').replaceChildren(...colour(header));
  element('token-payload').replaceChildren(...colour(payload));
  element('token-scopes').replaceChildren(...describeRights(payload).map((right) => create('li', '', right)));
  setText(element('token-kind'), issued.kind === 'access' ? 'access token' : 'capability token');
}
