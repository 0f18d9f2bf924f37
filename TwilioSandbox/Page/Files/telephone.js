import { ask } from './api.js';
import { nameOf } from './calls.js';
import { element, setText } from './dom.js';
import { followCalls, GRACE, knownCalls } from './known.js';
import { showLines } from './lines.js';
import { hasSound } from './sound.js';
import { act, callIn, pathOf } from './telephone-calls.js';

const TITLE = document.title;

/** The last position of the switch in this tab. */
let wish = null;
let state = { telephone: { busy: false, calls: [] }, calls: [], events: [] };

export function setUpTelephone() {
  element('call-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const { from, to } = event.target.elements;
    tell(async () => {
      if (await callIn(from.value.trim(), to.value.trim(), event.submitter.value === 'microphone')) showForm(false);
    });
  });
  element('busy').addEventListener('change', () => tell(changeBusy));
  element('call-in').addEventListener('click', () => showForm(element('call-form').hidden));
  // A call without its microphone is of no use.
  addEventListener('pagehide', () => {
    for (const { callSid } of knownCalls()) if (hasSound(callSid)) navigator.sendBeacon(pathOf(callSid, 'hangup'));
  });
}

function showForm(isShown) {
  if (!isShown && element('call-form').contains(document.activeElement)) element('call-in').focus();
  element('call-form').hidden = !isShown;
  element('call-in').setAttribute('aria-expanded', String(isShown));
}

/** @param {{ telephone: any, calls: any[], events: any[] }} news */
export function showTelephone(news) {
  state = news;
  const { busy } = wish && Date.now() - wish.since < GRACE ? wish : state.telephone;
  followCalls(state, report);
  const lines = knownCalls();
  const hadFocus = element('lines').contains(document.activeElement);
  const ringing = lines.filter(({ phase }) => phase === 'ringing');
  showLines(element('lines'), lines, (line, action, digit) => tell(() => act(line, action, digit)));
  if (lines.length === 0 && hadFocus) element('telephone-title').focus();
  element('telephone').classList.toggle('rings', ringing.length > 0);
  setText(element('telephone-says'), describe(ringing, busy));
  element('busy').checked = busy;
  document.title = ringing.length > 0 ? `${nameOf(ringing[0].from)} calls · ${TITLE}` : TITLE;
}

function describe(ringing, busy) {
  if (ringing.length > 0) return ringing.map(({ from, to }) => `${nameOf(from)} calls ${nameOf(to)}.`).join(' ');
  return busy ? 'Busy: it declines every call at once.' : 'Every number and SIP address rings here.';
}

async function changeBusy() {
  wish = { busy: element('busy').checked, since: Date.now() };
  try {
    await ask('PUT', '/sandbox/telephone', { busy: wish.busy });
  } catch (error) {
    wish = null;
    throw error;
  }
}

const report = ({ message }) => setText(element('telephone-alert'), message);

async function tell(action) {
  setText(element('telephone-alert'), '');
  await action().catch(report);
  showTelephone(state);
}
