import { ask } from './api.js';
import { showCall } from './call.js';
import { describeParties, describeState, showCalls } from './calls.js';
import { showClients } from './clients.js';
import { element, setText } from './dom.js';
import { setUpFaults, showFaults } from './faults.js';
import { showLinks } from './links.js';
import { follow, NOTHING } from './live.js';
import { setUpTelephone, showTelephone } from './telephone.js';
import { showExplanation, showRefusal, showVerdicts } from './verdicts.js';

let state = NOTHING;
/** The CallSid of the selected call; null selects the newest. */
let choice = null;

function show(news) {
  state = news;
  const chosen = state.calls.find(({ callSid }) => callSid === choice) ?? state.calls[0];
  showTelephone(state);
  showClients(state.clients);
  showCalls(state.calls, chosen, choose);
  showFaults(state.faults);
  showVerdicts(state.events);
  showCall(chosen, state.events);
  showNews(state.calls[0]);
}

/** Tells a screen reader about the newest call. The telephone itself says that it rings. */
function showNews(newest) {
  const isSaid = state.telephone.calls.some(({ callSid, state: what }) => what === 'ringing' && newest?.legs.some((leg) => leg.callSid === callSid));
  setText(element('news'), newest && !isSaid ? `${describeParties(newest)}: ${describeState(newest)}` : '');
}

function choose(callSid) {
  // If the user selects the newest call, later calls replace it.
  choice = callSid === state.calls[0]?.callSid ? null : callSid;
  show(state);
}

element('reset').addEventListener('click', () => element('reset-dialog').showModal());
element('reset-dialog').addEventListener('close', async ({ target }) => {
  const { returnValue } = target;
  target.returnValue = '';
  setText(element('alert'), '');
  if (returnValue === 'reset') await ask('DELETE', '/sandbox').catch(({ message }) => setText(element('alert'), message));
});
element('explain').addEventListener('submit', async (event) => {
  event.preventDefault();
  await ask('POST', '/sandbox/explain', { token: element('token').value.trim() }).then(showExplanation, showRefusal);
});
const resized = new ResizeObserver(() => show(state));
resized.observe(element('diagram'));
resized.observe(element('example'));

// A very wide page has room for it.
element('explanation').open = matchMedia('(min-width: 100rem)').matches;

showLinks();
setUpFaults();
setUpTelephone();
follow(show, (isLive) => {
  element('live').dataset.live = isLive;
  setText(element('live'), isLive ? 'Live' : 'Disconnected');
});
