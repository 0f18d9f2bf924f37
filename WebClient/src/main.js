import { ApiError, getClientSettings, useSession } from './api.js';
import { toDisplayName, useNamesOf } from './names.js';
import { Phone } from './phone.js';
import { loadTwilioClient } from './sdk/twilio-client.js';
import { Session, SessionChangedError } from './session.js';
import { Tokens } from './tokens.js';
import { showProblem } from './view/alert.js';
import { onNameSubmitted } from './view/name-form.js';
import { connectControls, showNobody, showPhone } from './view/phone-view.js';
import { chosenLife, showToken } from './view/token-panel.js';

const byId = (id) => document.getElementById(id);
const RETRY_MS = 2_000;

const session = new Session(onSession);
const tokens = new Tokens(() => session.name, chosenLife, showToken);
/** @type {Phone} */
let phone;
// How one signs in here: by a name in a form, or at an identity provider, which a link leads to.
let signIn = byId('sign-in');

connectControls(() => phone);
onNameSubmitted(byId('sign-in'), (name) => reporting(async () => {
  await session.signIn(name);
  byId('register').focus();
}));
byId('sign-out').addEventListener('click', () => reporting(() => session.signOut()));
start();

// The page starts once TokenApi answers, however long that takes.
async function start() {
  try {
    const settings = await getClientSettings();
    showSettings(settings);
    useNamesOf(settings.demoSignIn);
    if (!settings.demoSignIn) {
      signIn = byId('login');
      useSession(null); // What a demo has left in this window.
    }
    phone = new Phone(tokens, settings.sandbox, onPhone);
    await session.restore(settings.demoSignIn);
    showProblem(null);
    loadTwilioClient(settings.sandbox).catch(() => {}); // Ahead of its use, which reports the failure.
  } catch (error) {
    showProblem(error);
    setTimeout(start, RETRY_MS);
  }
}

function onSession(name) {
  phone.close();
  tokens.clear();
  byId('session').hidden = name === null;
  signIn.hidden = name !== null;
  byId('identity').textContent = toDisplayName(name ?? '');
  if (name !== null) return;
  showNobody();
  signIn.querySelector('input, a').focus();
}

function onPhone(state) {
  if (session.name === null) return;
  showPhone(toDisplayName(session.name), state);
  const { problem } = state;
  if (problem instanceof SessionChangedError || (problem instanceof ApiError && problem.status === 401)) {
    reporting(async () => {
      await session.restore(false);
      showProblem(problem);
    });
  }
}

async function reporting(action) {
  try {
    showProblem(null);
    await action();
  } catch (error) {
    showProblem(error);
  }
}

/** @param {import('./api.js').ClientSettings} settings */
function showSettings({ applicationName, sandbox, demoSignIn }) {
  document.title = applicationName;
  byId('application-name').textContent = applicationName;
  byId('sandbox-note').hidden = !sandbox;
  byId('sandbox-host').textContent = sandbox?.host ?? '';
  byId('demo-note').hidden = !demoSignIn;
}
