import { byId, create, element } from './dom.js';
import { formatDuration } from './time.js';

/** @type {readonly import('../calls.js').PastCall[]} */
let shown = [];

/**
 * @param {readonly import('../calls.js').PastCall[]} history Newest first.
 * @param {boolean} ready Whether the phone can call now.
 */
export function showHistory(history, ready) {
  const list = element('past-calls');
  if (history !== shown) {
    shown = history;
    element('history').hidden = history.length === 0;
    list.replaceChildren(...history.map(toItem));
  }
  for (const again of list.querySelectorAll('button')) again.disabled = !ready;
}

/** @param {import('../calls.js').PastCall} call */
function toItem({ name, direction, startedAt, milliseconds, outcome }) {
  const time = create('time', 'when', new Date(startedAt).toLocaleTimeString([], { timeStyle: 'short' }));
  time.dateTime = new Date(startedAt).toISOString();
  const again = create('button', 'quiet', 'Call again');
  again.type = 'button';
  again.setAttribute('aria-label', `Call again: ${name}`);
  again.addEventListener('click', () => {
    byId('callee', HTMLInputElement).value = name;
    byId('call-form', HTMLFormElement).requestSubmit(byId('call', HTMLButtonElement));
  });
  const who = create('span', 'who', `${direction === 'incoming' ? 'from' : 'to'} `, create('strong', '', name));
  who.title = name;
  return create(
    'li',
    direction,
    who,
    create('span', 'hint', milliseconds === undefined ? outcome : formatDuration(milliseconds)),
    time,
    again,
  );
}
