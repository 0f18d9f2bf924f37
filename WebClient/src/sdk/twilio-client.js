// Twilio Client 1.15 behind the interface of line.js.
// What the SDK repeats, reorders or leaves out is put right here, so that phone.js sees each thing once.
import scriptUrl from 'twilio-client/dist/twilio.min.js?url';
import { openSandboxWithoutTls } from './loopback-websocket.js';

const SOUND = `${import.meta.env.BASE_URL}sounds/tone.wav`;
const SOUND_NAMES = ['incoming', 'outgoing', 'disconnect', 'dtmfs', 'dtmfh', ...Array.from('0123456789', (digit) => `dtmf${digit}`)];

// The SDK tries without end and without an event when the far side accepts the connection and then stays silent.
const SILENCE_MS = 10_000;

const nothing = () => {};
let script;

/**
 * Loads the SDK, once. Its own build sets `window.Twilio`; it is used as Twilio published it.
 * @param {{host: string} | null} sandbox
 * @returns {Promise<void>}
 */
export function loadTwilioClient(sandbox) {
  script ??= new Promise((resolve, reject) => {
    if (sandbox) openSandboxWithoutTls(sandbox.host);
    const element = document.createElement('script');
    element.src = scriptUrl;
    element.onload = () => resolve();
    element.onerror = () => {
      script = undefined;
      element.remove();
      reject(new Error('Twilio Client could not be loaded. Is the server of this page still running?'));
    };
    document.head.append(element);
  });
  return script;
}

/**
 * Opens a line to Twilio, or to the sandbox.
 * @param {string} token
 * @param {{host: string} | null} sandbox
 * @param {{register: boolean}} options `register`: be reachable for incoming calls.
 * @returns {Promise<import('./line.js').Line>}
 */
export async function openLine(token, sandbox, { register }) {
  await loadTwilioClient(sandbox);
  const device = new window.Twilio.Device();
  const errorsOfCalls = new WeakSet();
  let settle;

  /** @type {import('./line.js').Line} */
  const line = {
    up: new Promise((resolve) => { settle = resolve; }),
    useToken(newToken) {
      if (newToken !== device.token) device.updateToken(newToken);
    },
    call: (name) => followCall(device.connect({ To: name }), errorsOfCalls),
    close() {
      clearTimeout(silence);
      line.onup = line.ondown = line.onincoming = line.onerror = nothing;
      device.destroy();
      // The device still repeats the last error of a call after its end; an `error` that nobody listens to is thrown.
      device.on('error', nothing);
      settle();
    },
    onup: nothing, ondown: nothing, onincoming: nothing, onerror: nothing,
  };
  const silence = setTimeout(() => line.onerror({ code: 31005, message: 'No answer from the signalling server' }), SILENCE_MS);
  const answered = () => {
    clearTimeout(silence);
    settle();
    line.onup();
  };

  // `ready` comes again every 30 seconds. A line that does not register gets `offline` where `ready` would be:
  // Twilio has answered, and outgoing calls can start.
  device.on('ready', answered);
  device.on('offline', () => (register ? line.ondown() : answered()));
  device.on('incoming', (connection) => line.onincoming(followCall(connection, errorsOfCalls)));
  // The device repeats the errors of its calls; those have been dealt with where they belong.
  device.on('error', (error) => errorsOfCalls.has(error) || line.onerror(toSdkError(error)));

  device.setup(token, {
    chunderw: sandbox?.host,
    // A sandbox that was restarted is found again soon; Twilio is left alone for longer, as the SDK has it.
    backoffMaxMs: sandbox ? 3_000 : undefined,
    noRegister: !register,
    publishEvents: false,
    enableRingingState: true,
    // Otherwise the SDK drops a second call without a word, and its caller waits for nothing.
    allowIncomingWhileBusy: true,
    closeProtection: false,
    warnings: false,
    sounds: Object.fromEntries(SOUND_NAMES.map((name) => [name, SOUND])),
  });
  return line;
}

function followCall(connection, errorsOfCalls) {
  let lastError;
  let ended = false;

  /** @type {import('./line.js').Leg} */
  const leg = {
    from: (connection.parameters.From ?? '').replace(/^client:/, ''),
    accept: () => connection.accept(),
    reject: () => connection.reject(),
    hangUp: () => connection.disconnect(),
    onringing: nothing, onopen: nothing, onended: nothing, onerror: nothing, onsignallinglost: nothing,
  };
  // The SDK says `cancel` twice at times, and the error that ends a call before or after `disconnect`, in the same turn.
  const end = (cause) => {
    if (ended) return;
    ended = true;
    queueMicrotask(() => leg.onended(cause, lastError));
  };

  connection.on('ringing', () => leg.onringing());
  connection.on('accept', () => leg.onopen());
  connection.on('disconnect', () => end('hung-up'));
  connection.on('reject', () => end('hung-up'));
  connection.on('cancel', () => end('cancelled'));
  connection.on('error', (error) => {
    errorsOfCalls.add(error);
    lastError = toSdkError(error, true);
    queueMicrotask(() => {
      if (ended) return;
      leg.onerror(lastError);
      lastError = undefined;
    });
  });
  connection.on('transportClose', () => {
    if (connection.status() === 'open') return leg.onsignallinglost();
    // Twilio drops a call that was not connected yet, and has no way left to say so.
    end('lost');
    // Not at once: while this event runs, the SDK would still try to send the hang-up, and report that it cannot.
    queueMicrotask(() => connection.disconnect());
  });
  return leg;
}

/** @returns {import('./line.js').SdkError} */
function toSdkError({ code, message }, ofCall = false) {
  return { code, message, microphone: ofCall && (code === 31201 || code === 31208) };
}
