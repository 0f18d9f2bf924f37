import { toDisplayName } from '../names.js';
import { getRegisteredNames } from '../sandbox.js';
import { byId, create, element, setText } from './dom.js';

const REFRESH_MS = 3_000;

/**
 * Suggests people to call: registered users with the sandbox, otherwise the names in this session’s calls.
 * @param {() => string | null} self The client name of this user.
 * @param {() => string[]} past The names of this session's calls.
 * @param {(names: string[]) => void} onNames Called with the client name of each registered device.
 */
export async function offerPeople(self, past, onNames) {
  const idle = self() !== null && !document.hidden && !element('idle').hidden;
  if (idle) {
    const registered = await getRegisteredNames();
    const names = registered?.filter((name) => name !== self()).map(toDisplayName) ?? past();
    // Do not move a button while it is pressed.
    if (!document.querySelector('button:active')) {
      show([...new Set(names)], registered === null);
      onNames(registered ?? []);
    }
  }
  setTimeout(() => offerPeople(self, past, onNames), REFRESH_MS);
}

let shown = '';

/**
 * @param {string[]} names
 * @param {boolean} past
 */
function show(names, past) {
  const state = JSON.stringify([names, past]);
  if (state === shown) return;
  shown = state;
  element('people-none').hidden = names.length > 0;
  setText(element('people-none'), past ? 'People from your calls appear here.' : 'No other users are registered yet.');
  element('people').classList.toggle('past', past);
  element('people-title').textContent = past ? 'From recent calls' : 'Registered users';
  const list = element('people-names');
  // Keep existing buttons: the user may be about to press one.
  const known = new Map(Array.from(list.children, (item) => [item.textContent, item]));
  for (const [name, item] of known) if (!names.includes(name)) item.remove();
  names.forEach((name, i) => {
    const item = known.get(name) ?? toItem(name);
    if (list.children[i] !== item) list.insertBefore(item, list.children[i] ?? null);
  });
}

/** @param {string} name */
function toItem(name) {
  const choice = create('button', 'person', name);
  choice.type = 'button';
  choice.title = name; // Long names are truncated.
  choice.addEventListener('click', () => {
    byId('callee', HTMLInputElement).value = name;
    byId('call', HTMLButtonElement).focus();
  });
  return create('li', '', choice);
}
