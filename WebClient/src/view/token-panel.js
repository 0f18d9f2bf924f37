import { decodeToken, describeRights } from '../token.js';
import { showCountdown } from './countdown.js';
import { toCurl } from './curl.js';
import { button, byId, create, element, setText } from './dom.js';
import { highlight } from './json.js';
import { showVerdict } from './verdict.js';

/** @type {import('../tokens.js').Token | null} */
let shown = null;

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
  button('token-copy').addEventListener('click', async () => setText(element('token-copied'), await copy()));
}

/** @returns {Promise<string>} The result, as text. */
async function copy() {
  try {
    if (shown) await navigator.clipboard.writeText(toCurl(shown));
    return 'Copied. Set SESSION_COOKIE to your session cookie before you run it.';
  } catch {
    return 'The browser blocked the clipboard. Allow it in the address bar, then try again.';
  }
}

/**
 * Shows a token’s contents, what it allows, and the time left.
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
  element('token-header').replaceChildren(...highlight(header));
  element('token-payload').replaceChildren(...highlight(payload));
  element('token-scopes').replaceChildren(...describeRights(payload).map((right) => create('li', '', right)));
  setText(element('token-kind'), issued.kind === 'access' ? 'access token' : 'capability token');
}
