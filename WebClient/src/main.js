import { ApiError } from './api-error.js';
import { getClientSettings, useSession } from './api.js';
import { chosenDevices } from './devices.js';
import { toDisplayName, useNamesOf } from './names.js';
import { OwnCalls } from './diagram/own-calls.js';
import { Phone } from './phone.js';
import { keepRegistration, takeRegistration } from './registration.js';
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
import { button, byId, element, setText } from './view/dom.js';
import { closeQuestion, connectLinks } from './view/leave.js';
import { onNameSubmitted } from './view/name-form.js';
import { offerPeople } from './view/people.js';
import { connectControls, showNobody, showPhone } from './view/phone-view.js';
import { connectRinging } from './view/ringing.js';
import { connectTabs } from './view/tabs.js';
import { showTokenKinds } from './view/token-kind.js';
import { chosenLife, connectTokenPanel, openTokenView, showToken } from './view/token-panel.js';

const RETRY_MS = 2_000;
const WIDE = matchMedia('(min-width: 100rem)');

const session = new Session(onSession);
const renewal = new Renewal(async () => { if (phone.isOnLine) await phone.renew(); });
/** @type {Phone} */
let phone;
/** @type {Tokens} */
let tokens;
/** @type {Readonly<import('./phone.js').PhoneState> | undefined} */
let state;
// The sign-in control: a form for the demo sign-in, or a link to the identity provider.
let signIn = element('sign-in');
const ownCalls = new OwnCalls(element('messages'), element('sequence'));

showBar(null, '/');
connectControls(() => phone);
connectDevices(() => phone.changeDevices());
connectTokenPanel({
  request: () => phone.renew().catch(() => {}), // The phone shows the error.
  renew: (enabled) => { renewal.enabled = enabled; },
});
connectTabs();
connectRinging();
connectLinks(() => state?.call?.name ?? null, (url) => {
  const registered = state && state.registration !== 'off';
  if (registered && session.name !== null && url.pathname === location.pathname) keepRegistration(session.name);
});
onNameSubmitted('sign-in', 'your-name', signInAs);
signIn.addEventListener('click', ({ target }) => {
  const { name } = /** @type {HTMLElement} */ (target).dataset;
  if (name) signInAs(name);
});
button('sign-out').addEventListener('click', () => reporting(() => session.signOut()));
const asked = takeNameFromAddress();
const registered = takeRegistration();
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
    openTokenView(sandbox !== null);
    tokens = new Tokens(kind, () => session.name, chosenLife, onToken, ownCalls.request);
    phone = new Phone(openLine, tokens, { sandbox, region, devices: chosenDevices, renews: () => renewal.enabled }, onPhone);
    phone.onvolume = showVolume;
    await session.restore(settings.demoSignIn);
    showProblem(null);
    if (settings.demoSignIn && asked !== null && asked !== session.name) submitName(asked);
    else if (session.name !== null && registered === session.name) phone.register();
    if (sandbox) followMessages();
    offerPeople(() => session.name, () => state?.history.map(({ name }) => name) ?? [], (names) => phone.knowRegistered(names));
    loadSdk(sandbox).catch(() => {}); // Preload. A failure is reported when the SDK is used.
  } catch (error) {
    showProblem(error);
    setTimeout(start, RETRY_MS);
  }
}

// Only wide windows have room for the diagram. A browser has few connections, so narrower windows do not follow the sandbox.
function followMessages() {
  if (WIDE.matches) ownCalls.follow().then(showMessages, () => {});
  else WIDE.addEventListener('change', followMessages, { once: true });
}

function showMessages() {
  element('messages').hidden = session.name === null || !ownCalls.isFollowing;
}

/** Takes the name from `/?as=bob`, so that a reload does not sign in again. */
function takeNameFromAddress() {
  const url = new URL(location.href);
  const name = url.searchParams.get('as');
  url.searchParams.delete('as');
  if (name !== null) history.replaceState(null, '', url);
  return name;
}

/** @param {string} name As if the user had typed it, with the same rules. */
function submitName(name) {
  byId('your-name', HTMLInputElement).value = name;
  byId('sign-in', HTMLFormElement).requestSubmit();
}

/** @param {string} name */
function signInAs(name) {
  return reporting(async () => {
    const before = session.name;
    await session.signIn(name);
    if (before !== null) setText(element('notice'), `This window was signed in as ${before} before.`);
    button('register').focus();
  });
}

/** @param {string | null} name */
function onSession(name) {
  state = undefined;
  phone.close();
  tokens.clear();
  element('session').hidden = name === null;
  element('token-form').hidden = element('devices').hidden = name === null;
  signIn.hidden = element('steps').hidden = name !== null;
  element('identity').textContent = element('identity').title = toDisplayName(name ?? '');
  showMessages();
  if (name !== null) return ownCalls.start(name);
  showNobody();
  signIn.querySelector(/** @type {'input'} */ ('input, a'))?.focus();
}

/** @param {import('./tokens.js').Token | null} token */
function onToken(token) {
  showToken(token);
  renewal.follow(token);
}

/** @param {Readonly<import('./phone.js').PhoneState>} now */
function onPhone(now) {
  if (session.name === null) return;
  const before = state;
  state = now;
  showPhone(toDisplayName(session.name), now);
  ownCalls.show(now);
  if (now.call?.openedAt !== before?.call?.openedAt) showDevices(); // The browser shows device names from the first call on.
  const { problem } = now;
  if (now.call) return; // The call continues without a session.
  closeQuestion();
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
  element('demo-note').hidden = element('second-window').hidden = !demoSignIn;
  setText(element('step-sign-in'), demoSignIn ? 'A name is enough here.' : 'Your identity provider confirms who you are.');
}
