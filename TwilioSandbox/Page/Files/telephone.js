import { ask } from './api.js';
import { nameOf } from './calls.js';
import { element, setText } from './dom.js';
import { showLines } from './lines.js';
import { answerSound, close, closeSound, completeSound, hasSound, keepSound, offerSound } from './sound.js';

const TITLE = document.title;

/** For this long, what was requested earlier can contradict what this tab has just done. */
const GRACE = 2000;

/** The telephone's calls that this tab knows, by CallSid: live ones, and the last one that ended. */
const known = new Map();
/** The last position of the switch in this tab. */
let wish = null;
let state = { telephone: { busy: false, calls: [] }, calls: [], events: [] };

export function setUpTelephone() {
  element('call-form').addEventListener('submit', (event) => {
    event.preventDefault();
    tell(() => callIn(event.submitter.value === 'microphone'));
  });
  element('busy').addEventListener('change', () => tell(changeBusy));
  element('call-in').addEventListener('click', ({ currentTarget }) => {
    const form = element('call-form');
    form.hidden = !form.hidden;
    currentTarget.setAttribute('aria-expanded', String(!form.hidden));
  });
  // A call without its microphone is of no use.
  addEventListener('pagehide', () => {
    for (const callSid of known.keys()) if (hasSound(callSid)) navigator.sendBeacon(pathOf(callSid, 'hangup'));
  });
}

/** @param {{ telephone: any, calls: any[], events: any[] }} news */
export function showTelephone(news) {
  state = news;
  const { calls } = state.telephone;
  const { busy } = wish && Date.now() - wish.since < GRACE ? wish : state.telephone;
  for (const call of calls) know(call, true);
  for (const line of known.values()) follow(line);
  forgetEnded();

  const lines = [...known.values()];
  const ringing = lines.filter(({ phase }) => phase === 'ringing');
  showLines(element('lines'), lines, (line, action, digit) => tell(() => act(line, action, digit)));
  element('telephone').classList.toggle('rings', ringing.length > 0);
  setText(element('telephone-says'), describe(ringing, busy));
  element('busy').checked = busy;
  document.title = ringing.length > 0 ? `${nameOf(ringing[0].from)} calls · ${TITLE}` : TITLE;
}

function describe(ringing, busy) {
  if (ringing.length > 0) return ringing.map(({ from, to }) => `${nameOf(from)} calls ${nameOf(to)}.`).join(' ');
  return busy ? 'Busy: it declines every call at once.' : 'Every number and SIP address rings here.';
}

function know(call, isListed) {
  const before = known.get(call.callSid);
  known.set(call.callSid, Object.assign(before ?? { knownSince: Date.now() }, call, { isListed: isListed || before?.isListed }));
}

/** Updates a call by what the sandbox says about it, and its sound. */
function follow(line) {
  const live = state.telephone.calls.find(({ callSid }) => callSid === line.callSid);
  line.call = state.calls.find(({ legs }) => legs.some(({ callSid }) => callSid === line.callSid)) ?? line.call;
  if (!live && (line.isListed || Date.now() - line.knownSince > GRACE)) {
    line.phase = 'ended';
    line.why = reasonOf(line) ?? line.why;
    closeSound(line.callSid);
    return;
  }
  line.phase = line.state === 'answered' ? 'answered' : line.direction === 'outgoing' ? 'calling' : 'ringing';
  if (line.direction === 'outgoing' && line.sdp && hasSound(line.callSid)) completeSound(line.callSid, line.sdp).catch(report);
}

// A call whose TwiML runs ends with call.ended. A callee's ends with its <Dial>: "busy: +15005550001 declined the call."
function reasonOf({ callSid, startedAt, call }) {
  const isCaller = call?.callSid === callSid;
  const ended = state.events.find(({ type, callSid: of, time }) => of === call?.callSid
    && type === (isCaller ? 'call.ended' : 'dial.ended') && new Date(time) >= new Date(startedAt));
  return isCaller ? [ended?.code, ended?.message].filter(Boolean).join(' ') : ended?.message.replace(/^[a-z-]+: /, '');
}

/** Keeps the last call that ended, until the next one. */
function forgetEnded() {
  const [last] = [...known.values()].sort((a, b) => b.knownSince - a.knownSince);
  for (const [callSid, line] of known) if (line.phase === 'ended' && line !== last) known.delete(callSid);
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

async function callIn(hasMicrophone) {
  const { from, to } = element('call-form').elements;
  const { line, sdp } = hasMicrophone ? await offerSound() : {};
  try {
    const call = await ask('POST', '/sandbox/telephone/calls', { from: from.value.trim(), to: to.value.trim(), sdp });
    if (line) keepSound(call.callSid, line);
    know(call, false);
  } catch (error) {
    if (line) close(line);
    throw error;
  }
}

async function act({ callSid, sdp }, action, digit) {
  switch (action) {
    case 'microphone':
      try {
        await ask('POST', pathOf(callSid, 'answer'), { sdp: await answerSound(callSid, sdp) });
      } catch (error) {
        closeSound(callSid);
        throw error;
      }
      break;
    case 'echo':
      await ask('POST', pathOf(callSid, 'answer'));
      break;
    case 'key':
      await ask('POST', pathOf(callSid, 'keys'), { digits: digit });
      break;
    case 'close':
      known.delete(callSid);
      element('telephone-title').focus();
      break;
    default:
      await ask('POST', pathOf(callSid, action));
  }
}

const pathOf = (callSid, what) => `/sandbox/telephone/calls/${callSid}/${what}`;

const report = ({ message }) => setText(element('telephone-alert'), message);

async function tell(action) {
  setText(element('telephone-alert'), '');
  await action().catch(report);
  showTelephone(state);
}
