import { showProblem } from './alert.js';
import { onNameSubmitted } from './name-form.js';
import { formatDuration } from './time.js';

const byId = (id) => document.getElementById(id);
const duration = byId('duration');

let timer;

/**
 * Lets the person use the phone.
 * @param {() => import('../phone.js').Phone} phone The phone of whoever is signed in.
 */
export function connectControls(phone) {
  onNameSubmitted(byId('call-form'), (name) => phone().call(name));
  byId('register').addEventListener('click', () => phone().register());
  byId('unregister').addEventListener('click', () => phone().unregister());
  byId('accept').addEventListener('click', () => phone().accept());
  byId('reject').addEventListener('click', () => phone().reject());
  byId('hang-up').addEventListener('click', () => phone().hangUp());
}

/**
 * Shows the phone as it is now.
 * @param {string} identity
 * @param {Readonly<import('../phone.js').PhoneState>} state
 */
export function showPhone(identity, { registration, call, notice, problem }) {
  const focused = document.activeElement;
  setText(byId('status'), describe(identity, registration, call));
  setText(byId('notice'), notice);
  byId('display').dataset.state = call?.phase ?? registration;
  showProblem(problem);
  showDuration(call?.openedAt);

  // What is being typed stays in place while somebody calls.
  const incoming = call?.phase === 'incoming';
  byId('idle').hidden = call !== null && !incoming;
  byId('register').hidden = byId('register-hint').hidden = registration !== 'off';
  byId('unregister').hidden = registration === 'off';
  byId('unregister').disabled = incoming;
  byId('call').disabled = incoming || registration === 'registering' || registration === 'lost';

  byId('call-actions').hidden = call === null;
  byId('accept').hidden = byId('reject').hidden = !incoming;
  byId('hang-up').hidden = incoming;
  moveFocus(focused, incoming);
}

/** Shows that nobody is signed in. */
export function showNobody() {
  setText(byId('status'), 'Signed out');
  setText(byId('notice'), '');
  byId('display').dataset.state = 'nobody';
  showDuration(undefined);
  byId('idle').hidden = true;
  byId('call-actions').hidden = true;
}

function describe(identity, registration, call) {
  switch (call?.phase) {
    case 'calling': return `Calling ${call.name}`;
    case 'ringing': return `Ringing ${call.name}`;
    case 'incoming': return `Incoming call from ${call.name}`;
    case 'answering': return `Answering ${call.name}`;
    case 'open': return `In call with ${call.name}`;
  }
  switch (registration) {
    case 'registering': return `Registering as ${identity}`;
    case 'on': return `Registered as ${identity}`;
    case 'lost': return `Reconnecting as ${identity}`;
    default: return 'Not registered';
  }
}

// A control that goes away hands its focus to the one that follows from it, so that a whole call can be made by keyboard.
// An incoming call takes the focus from nobody who is typing: Enter meant for a text field must not answer the phone.
function moveFocus(focused, incoming) {
  const typing = focused.matches('input, select') && isVisible(focused);
  if (incoming && !typing) return byId('accept').focus();
  if (focused === document.body || isVisible(focused)) return;
  [byId('hang-up'), byId('accept'), byId('register'), byId('unregister')].find(isVisible)?.focus();
}

const isVisible = (element) => element.checkVisibility();

function showDuration(openedAt) {
  clearInterval(timer);
  duration.hidden = !openedAt;
  if (!openedAt) return;
  const tick = () => { duration.textContent = formatDuration(Date.now() - openedAt); };
  timer = setInterval(tick, 1000);
  tick();
}

// A live region speaks whenever it is written to, even with the same words.
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
