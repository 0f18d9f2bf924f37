import { ApiError } from './api-error.js';
import { getClientSettings, useSession } from './api.js';
import { chosenDevices } from './devices.js';
import { toDisplayName, useNamesOf } from './names.js';
import { Phone } from './phone.js';
import { Renewal } from './renewal.js';
import { useSandbox } from './sandbox.js';
import { loadSdk, openLine } from './sdk/line.js';
import { Session, SessionChangedError } from './session.js';
import { chooseTokenKind } from './token-kind.js';
import { Tokens } from './tokens.js';
import { showProblem } from './view/alert.js';
import { showBar } from './view/bar.js';
import { showVolume } from './view/call-tools.js';
import { connectDevices, showDevices } from './view/devices-view.js';
import { button, element } from './view/dom.js';
import { onNameSubmitted } from './view/name-form.js';
import { offerPeople } from './view/people.js';
import { connectControls, showNobody, showPhone } from './view/phone-view.js';
import { showTokenKinds } from './view/token-kind.js';
import { chosenLife, connectTokenPanel, showToken } from './view/token-panel.js';

const RETRY_MS = 2_000;

const session = new Session(onSession);
const renewal = new Renewal(async () => { if (phone.isOnLine) await phone.renew(); });
/** @type {Phone} */
let phone;
/** @type {Tokens} */
let tokens;
/** @type {readonly import('./calls.js').PastCall[]} */
let history = [];
/** @type {number | undefined} */
let openedAt;
// The sign-in control: a form for the demo sign-in, or a link to the identity provider.
let signIn = element('sign-in');

showBar(null, '/');
connectControls(() => phone);
connectDevices(() => phone.changeDevices());
connectTokenPanel({
  request: () => phone.renew().catch(() => {}), // The phone shows the error.
  renew: (enabled) => { renewal.enabled = enabled; },
});
onNameSubmitted('sign-in', 'your-name', (name) => reporting(async () => {
  await session.signIn(name);
  button('register').focus();
}));
button('sign-out').addEventListener('click', () => reporting(() => session.signOut()));
start();

// A page restored from the back/forward cache has lost the SDK’s connection.
addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });

// Retries until TokenApi answers.
async function start() {
  try {
    const settings = await getClientSettings();
    showSettings(settings);
    useNamesOf(settings.demoSignIn);
    useSandbox(settings.sandbox !== null);
    if (!settings.demoSignIn) {
      signIn = element('login');
      // After sign-in, return to the same kind of token.
      const here = encodeURIComponent(location.pathname + location.search);
      signIn.querySelector('a')?.setAttribute('href', `/api/session/login?returnUrl=${here}`);
      useSession(null); // A demo session may remain in this window.
    }
    const { tokenKinds, sandbox, region } = settings;
    const kind = chooseTokenKind(location.search, tokenKinds);
    showTokenKinds(kind, tokenKinds);
    tokens = new Tokens(kind, () => session.name, chosenLife, onToken);
    phone = new Phone(openLine, tokens, { sandbox, region, devices: chosenDevices, renews: () => renewal.enabled }, onPhone);
    phone.onvolume = showVolume;
    await session.restore(settings.demoSignIn);
    showProblem(null);
    offerPeople(() => session.name, () => history.map(({ name }) => name));
    loadSdk(sandbox).catch(() => {}); // Preload. A failure is reported when the SDK is used.
  } catch (error) {
    showProblem(error);
    setTimeout(start, RETRY_MS);
  }
}

/** @param {string | null} name */
function onSession(name) {
  phone.close();
  tokens.clear();
  element('session').hidden = name === null;
  element('token-form').hidden = element('devices').hidden = name === null;
  signIn.hidden = name !== null;
  element('identity').textContent = element('identity').title = toDisplayName(name ?? '');
  if (name !== null) return;
  showNobody();
  signIn.querySelector(/** @type {'input'} */ ('input, a'))?.focus();
}

/** @param {import('./tokens.js').Token | null} token */
function onToken(token) {
  showToken(token);
  renewal.follow(token);
}

/** @param {Readonly<import('./phone.js').PhoneState>} state */
function onPhone(state) {
  if (session.name === null) return;
  history = state.history;
  showPhone(toDisplayName(session.name), state);
  if (state.call?.openedAt !== openedAt) {
    openedAt = state.call?.openedAt;
    showDevices(); // The browser shows device names from the first call on.
  }
  const { problem } = state;
  if (state.call) return; // The call continues without a session.
  if (problem instanceof SessionChangedError || (problem instanceof ApiError && problem.status === 401)) {
    reporting(async () => {
      await session.restore(false);
      showProblem(problem);
    });
  }
}

/** @param {() => Promise<unknown>} action */
async function reporting(action) {
  try {
    showProblem(null);
    await action();
  } catch (error) {
    showProblem(error);
  }
}

/** @param {import('./api.js').ClientSettings} settings */
function showSettings(settings) {
  const { applicationName, account, sandbox, demoSignIn } = settings;
  document.title = applicationName;
  showBar(settings, '/');
  element('sandbox-note').hidden = !sandbox;
  element('sandbox-host').textContent = sandbox?.host ?? '';
  element('account-note').hidden = !account;
  element('account').textContent = account;
  element('demo-note').hidden = !demoSignIn;
}
