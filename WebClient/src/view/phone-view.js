import { canCall } from '../phone.js';
import { showProblem } from './alert.js';
import { connectCallTools, showCallTools } from './call-tools.js';
import { button, byId, create, element, isVisible, setText } from './dom.js';
import { showHistory } from './history.js';
import { onNameSubmitted } from './name-form.js';
import { offerNotifications, showRinging } from './ringing.js';
import { formatDuration } from './time.js';

/** @typedef {import('../phone.js').PhoneState} PhoneState */

// Longer names use a smaller font.
const MID_NAME = 9;
const LONG_NAME = 24;

const duration = element('duration');
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

/**
 * Connects the phone’s controls.
 * @param {() => import('../phone.js').Phone} phone The phone of the signed-in user.
 */
export function connectControls(phone) {
  onNameSubmitted('call-form', 'callee', (name) => phone().call(name));
  onPressed('register', () => phone().register());
  onPressed('unregister', () => phone().unregister());
  onPressed('accept', () => phone().accept());
  onPressed('reject', () => phone().hangUp());
  onPressed('hang-up', () => phone().hangUp());
  connectCallTools(phone);
  // A click that moves the focus to the status needs no ring there; a key press does.
  document.addEventListener('click', ({ detail }) => { element('status').classList.toggle('clicked', detail > 0); }, true);
  document.addEventListener('keydown', (event) => { if (event.repeat && event.key === 'Enter') event.preventDefault(); });
}

/**
 * Pressing a button may replace it with its opposite. The second click of a double click must not press the new button.
 * @param {string} id
 * @param {() => void} act
 */
function onPressed(id, act) {
  button(id).addEventListener('click', ({ detail }) => { if (detail < 2) act(); });
}

/**
 * Shows the current state of the phone.
 * @param {string} identity
 * @param {Readonly<PhoneState>} state
 */
export function showPhone(identity, { registration, call, history, notice, problem }) {
  const ready = canCall({ registration, call });
  const focused = document.activeElement ?? document.body;
  showStatus(...describe(identity, registration, call));
  setText(element('notice'), call?.reconnecting ? 'The connection is lost. The call continues when it is restored.' : notice);
  element('display').dataset.state = call?.reconnecting ? 'lost' : call?.phase ?? registration;
  showProblem(problem);
  const incoming = call?.phase === 'incoming';
  showRinging(incoming ? call.name : null);
  offerNotifications(registration === 'on' && !call);
  showDuration(call?.openedAt);
  showCallTools(call);
  showHistory(history, ready);

  // Keep typed text during an incoming call.
  element('idle').hidden = call !== null && !incoming;
  element('registration').hidden = registration !== 'off';
  button('call').classList.toggle('primary', registration !== 'off'); // Otherwise the primary action is to register.
  button('unregister').hidden = registration === 'off';
  button('register').disabled = button('unregister').disabled = incoming;
  button('call').disabled = !ready;

  element('call-actions').hidden = call === null;
  button('accept').hidden = button('reject').hidden = !incoming;
  button('hang-up').hidden = incoming;
  moveFocus(focused, incoming);
}

/** Shows that nobody is signed in. */
export function showNobody() {
  setText(element('status'), 'Signed out');
  setText(element('notice'), 'Sign in to make and receive calls.');
  element('display').dataset.state = 'nobody';
  showRinging(null);
  offerNotifications(false);
  showDuration(undefined);
  showCallTools(null);
  showHistory([], false);
  element('idle').hidden = true;
  element('call-actions').hidden = true;
}

/**
 * @param {string} words
 * @param {string} [name] The other side, or this user.
 */
function showStatus(words, name) {
  const status = element('status');
  if (status.textContent === [words, name].filter(Boolean).join(' ')) return;
  const size = !name || name.length <= MID_NAME ? 'who' : name.length <= LONG_NAME ? 'who mid' : 'who long';
  const who = name && create('strong', size, name);
  status.replaceChildren(words, ...(who ? [' ', who] : []));
}

/**
 * @param {string} identity
 * @param {PhoneState['registration']} registration
 * @param {PhoneState['call']} call
 * @returns {[words: string, name?: string]}
 */
function describe(identity, registration, call) {
  switch (call?.phase) {
    case 'calling': return ['Calling', call.name];
    case 'ringing': return ['Ringing', call.name];
    case 'incoming': return ['Incoming call from', call.name];
    case 'answering': return ['Answering', call.name];
    case 'open': return ['In call with', call.name];
  }
  switch (registration) {
    case 'registering': return ['Registering as', identity];
    case 'on': return ['Registered as', identity];
    case 'lost': return ['Reconnecting as', identity];
    default: return ['Not registered'];
  }
}

/**
 * When the focused control is hidden or disabled, moves the focus to the next useful one, so that a whole call works by keyboard.
 * An incoming call does not take the focus from a text field: Enter meant for the field must not answer the call.
 * @param {Element} focused
 * @param {boolean} incoming
 */
function moveFocus(focused, incoming) {
  const there = isVisible(focused);
  const typing = focused.matches('input, select, textarea');
  // It also does not move the focus between Accept and Reject.
  if (incoming && !typing && !(there && element('call-actions').contains(focused))) return button('accept').focus();
  if (focused === document.body || (there && !focused.matches(':disabled'))) return;
  const next = incoming && typing ? [] : [button('hang-up'), button('accept'), ...(there ? [byId('callee', HTMLElement)] : [])];
  // At the status, the next Enter does nothing.
  [...next, element('status')].find(isVisible)?.focus();
}

/** @param {number | undefined} openedAt */
function showDuration(openedAt) {
  clearInterval(timer);
  duration.hidden = !openedAt;
  if (!openedAt) return;
  const tick = () => { duration.textContent = formatDuration(Date.now() - openedAt); };
  timer = setInterval(tick, 1000);
  tick();
}
