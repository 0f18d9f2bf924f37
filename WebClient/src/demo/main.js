import { getClientSettings } from '../api.js';
import { explain } from '../errors.js';
import { loadSdk } from '../sdk/line.js';
import { getRegisteredNames, useSandbox } from '../sandbox.js';
import { TokenView } from '../token-view/token-view.js';
import { showBar } from '../view/bar.js';
import { button, byId, create, element, setText } from '../view/dom.js';
import { formatDuration } from '../view/time.js';
import { Demo } from './demo.js';
import { NAMES, identityOf, nameOf, useIdentities } from '../diagram/messages.js';
import { TRIES } from './tries.js';

const RETRY_MS = 2_000;

/** @type {Demo} */
let demo;
/** @type {HTMLButtonElement[]} */
let tries = [];
const drawer = byId('drawer', HTMLDialogElement);
const view = new TokenView(element('drawer-token'), { sandbox: true });

showBar(null, '/demo');
start();
addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });

// Retries until TokenApi and the sandbox answer.
async function start() {
  try {
    const settings = await getClientSettings();
    showBar(settings, '/demo');
    useSandbox(settings.sandbox !== null);
    const canRun = settings.sandbox !== null && settings.demoSignIn;
    element('needs-sandbox').hidden = canRun;
    showTries(canRun);
    if (!canRun) return;
    await loadSdk(settings.sandbox);
    await choosePair();
    demo ??= new Demo(settings, { changed: show, openToken });
    await demo.follow();
    connect(settings.tokenKinds);
    setText(element('problem'), '');
    await demo.start();
  } catch (error) {
    setText(element('problem'), `${explain(error).what} This page tries again by itself.`);
    setTimeout(start, RETRY_MS);
  }
}

// Another window may be the demo of alice and bob. Its phones would ring too.
async function choosePair() {
  const [asked] = /^\w{1,32}$/.exec(new URLSearchParams(location.search).get('pair') ?? '') ?? [];
  const taken = new Set(await getRegisteredNames());
  for (let number = 1; ; number++) {
    const suffix = asked ? `_${asked}` : number === 1 ? '' : `_${number}`;
    useIdentities(`alice${suffix}`, `bob${suffix}`);
    if (asked || (!NAMES.some((name) => taken.has(identityOf(name))) && await reserve(suffix))) return;
  }
}

/**
 * Another window may have chosen the same names, but not registered yet.
 * @param {string} suffix
 * @returns {Promise<boolean>} Whether this window has them now, until it is closed.
 */
const reserve = (suffix) => new Promise((resolve) => {
  navigator.locks.request(`demo${suffix}`, { ifAvailable: true }, (lock) => {
    resolve(lock !== null);
    return lock && new Promise(() => {});
  });
});

/** @param {import('../api.js').TokenKind[]} offered */
function connect(offered) {
  for (const kind of /** @type {const} */ (['capability', 'access'])) {
    const choice = button(`kind-${kind}`);
    choice.hidden = !offered.includes(kind);
    choice.addEventListener('click', () => {
      demo.kind = kind;
      demo.start();
    });
  }
  button('swap').addEventListener('click', () => demo.swap());
  button('reset').addEventListener('click', () => {
    demo.tried.clear();
    demo.start();
  });
  button('close-drawer').addEventListener('click', () => drawer.close());
  drawer.addEventListener('click', ({ target }) => { if (target === drawer) drawer.close(); });
  drawer.addEventListener('close', () => view.clear());
  button('bar-action').addEventListener('click', ({ detail }) => { if (detail < 2) barCard().press(); });
  document.addEventListener('keydown', (event) => { if (event.repeat && event.key === 'Enter') event.preventDefault(); });
  for (const tab of document.querySelectorAll('.tabs button')) {
    tab.addEventListener('click', () => choose(/** @type {HTMLElement} */ (tab).dataset.tab ?? ''));
  }
}

/** @param {import('./party.js').Party} party */
function openToken({ name, token, headers }) {
  setText(element('drawer-title'), `${nameOf(name)}’s token`);
  drawer.showModal();
  view.show(token && { ...token, headers });
}

/** @param {boolean} canRun */
function showTries(canRun) {
  tries = TRIES.map((attempt) => {
    const bit = create('span', 'bit', create('i', ''), create('i', ''), create('i', ''));
    bit.dataset.part = attempt.part;
    bit.setAttribute('aria-hidden', 'true');
    const choice = create('button', '', bit, create('span', '', attempt.name), create('span', 'code'));
    choice.type = 'button';
    choice.disabled = !canRun;
    choice.title = attempt.shows;
    choice.addEventListener('click', () => {
      choose('diagram');
      demo.try(attempt);
    });
    return choice;
  });
  element('tries').replaceChildren(...tries.map((choice) => create('li', '', choice)));
}

function show() {
  const { attempt, refusal, currentCall: call, callerName, calleeName, tried } = demo;
  const [caller, callee] = [nameOf(callerName), nameOf(calleeName)];
  tries.forEach((choice, at) => {
    const { key } = TRIES[at];
    choice.setAttribute('aria-pressed', String(key === attempt?.key));
    choice.setAttribute('aria-disabled', String(demo.isBusy)); // A disabled button would lose the focus.
    const code = choice.querySelector('.code');
    if (code) setText(code, String(tried.get(key) ?? ''));
  });
  const soFar = tried.size ? `${tried.size} of ${TRIES.length} refused so far.` : 'Eight attempts. Each fails, with Twilio’s code.';
  setText(element('tried'), attempt?.shows ?? soFar);
  setText(element('what-tokens-allow'), `${caller} may call. ${callee} may be called. Nothing else.`);
  const steps = element('steps').children;
  const open = call?.phase === 'open';
  const states = demo.isReady || attempt || open ? ['done', 'done', refusal ? 'bad' : open ? 'good' : 'done'] : ['', '', ''];
  states.forEach((state, at) => { /** @type {HTMLElement} */ (steps[at]).dataset.is = state; });
  const checked = open ? 'Valid. The call is connected.' : 'Signature, account, expiry, scope.';
  setText(element('check'), refusal ? `Refused, with ${refusal.code}.` : checked);
  for (const kind of /** @type {const} */ (['capability', 'access'])) {
    button(`kind-${kind}`).setAttribute('aria-pressed', String(kind === demo.kind));
    button(`kind-${kind}`).disabled = call !== null || demo.isBusy;
  }
  button('swap').disabled = call !== null || demo.isBusy;
  element('demo').classList.toggle('live', open);
  showCallBar(caller, callee);
  document.title = call?.phase === 'incoming' || call?.phase === 'ringing' ? `${caller} is calling ${callee}` : 'Demo · Capability.Aspire';
}

// The one who is called, while it rings; otherwise the caller.
const barCard = () => (demo.card(demo.calleeName).ringing ? demo.card(demo.calleeName) : demo.card(demo.callerName));

/**
 * The call bar of narrow windows.
 * @param {string} caller
 * @param {string} callee
 */
function showCallBar(caller, callee) {
  const { refusal, currentCall: call } = demo;
  const [state, details] = refusal ? [`Refused: ${refusal.code}`, 'The diagram shows why.']
    : call?.phase === 'open' ? ['In call', call.openedAt ? formatDuration(Date.now() - call.openedAt) : '']
    : call ? [`${caller} calls ${callee}`, 'It rings.']
    : demo.isStuck ? ['Error', 'Start over.'] : demo.isReady ? ['Ready', `${caller} may call ${callee}`] : ['Starting', ''];
  setText(element('bar-state'), state);
  setText(element('bar-details'), details);
  const card = barCard();
  const action = button('bar-action');
  action.hidden = card.mainAction === null;
  action.className = card.ringing ? 'accept' : call ? 'danger' : 'primary';
  action.disabled = demo.isBusy && !call;
  setText(action, card.ringing ? `Accept as ${callee}` : card.mainAction ?? '');
  for (const name of NAMES) {
    const dot = document.querySelector(`.tabs [data-tab="${name}"] .dot`);
    if (dot instanceof HTMLElement) dot.dataset.lamp = demo.card(name).lamp;
  }
}

/** @param {string} tab What narrow windows show. */
function choose(tab) {
  element('demo').dataset.tab = tab;
  for (const other of document.querySelectorAll('.tabs button')) {
    other.setAttribute('aria-pressed', String(/** @type {HTMLElement} */ (other).dataset.tab === tab));
  }
}
