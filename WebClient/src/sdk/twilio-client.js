// Twilio Client 1.15 behind the interface of line.js. Takes capability tokens.
import scriptUrl from 'twilio-client/dist/twilio.min.js?url';
import { isOutage } from '../errors.js';
import { SILENCE_MS, SILENT, Sound, SOUNDS } from './device.js';
import { SdkLeg } from './leg.js';
import { openSandboxWithoutTls } from './loopback-websocket.js';

export const tokenKind = 'capability';

const nothing = () => {};
/** @type {Promise<void> | undefined} */
let script;

/**
 * Its own build sets `window.Twilio`; it is used as Twilio published it.
 * @param {{host: string} | null} sandbox
 */
export function load(sandbox) {
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

/** @type {import('./line.js').Sdk['openLine']} */
export async function openLine(token, { register, sandbox, devices }) {
  await load(sandbox);
  const device = new window.Twilio.Device();
  const sound = new Sound(devices, () => device.audio);
  const errorsOfCalls = new WeakSet();
  const acceptOptions = () => sound.begin();
  /** @type {(value?: void) => void} */
  let settle = nothing;

  // Not in the SDK's own words, but in the page's.
  const report = (/** @type {import('./line.js').SdkError} */ error) => {
    if (!isOutage(error)) clearTimeout(silence); // Somebody has answered.
    line.onerror(error);
  };
  const applyDevices = () => sound.apply().catch(report);

  /** @type {import('./line.js').Line} */
  const line = {
    up: new Promise((resolve) => { settle = resolve; }),
    useToken(newToken) {
      if (newToken !== device.token) device.updateToken(newToken);
    },
    call: (name) => follow(device.connect({ To: name }, acceptOptions())),
    changeDevices: () => applyDevices(),
    endSound: () => sound.end(),
    close() {
      clearTimeout(silence);
      line.onup = line.ondown = line.onincoming = line.onerror = nothing;
      sound.end();
      // What rings would go on ringing.
      for (const connection of [...device.connections]) connection.reject();
      device.destroy();
      // The device still repeats the last error of a call after its end; an `error` that nobody listens to is thrown.
      device.on('error', nothing);
      settle();
    },
    onup: nothing, ondown: nothing, onincoming: nothing, onerror: nothing,
  };
  const silence = setTimeout(() => line.onerror(SILENT), SILENCE_MS);
  const answered = () => {
    clearTimeout(silence);
    settle();
    line.onup();
  };
  const follow = (/** @type {import('twilio-client').Connection} */ connection) => {
    // The device repeats the errors of its calls; those are dealt with where they belong.
    connection.on('error', (error) => errorsOfCalls.add(error));
    connection.on('accept', applyDevices);
    // A microphone that was changed to during the call.
    connection.on('disconnect', () => sound.letGo());
    const leg = new SdkLeg((error) => toSdkError(error, true), acceptOptions);
    leg.follow(connection);
    return leg;
  };

  // `ready` comes again every 30 seconds. A line that does not register gets `offline` where `ready` would be:
  // Twilio has answered, and outgoing calls can start.
  device.on('ready', answered);
  device.on('offline', () => (register ? line.ondown() : answered()));
  // One that was cancelled before its ring tone had been loaded is told of all the same.
  device.on('incoming', (connection) => connection.status() === 'pending' && line.onincoming(follow(connection)));
  device.on('error', (error) => errorsOfCalls.has(error) || report(toSdkError(error)));

  device.setup(token, {
    chunderw: sandbox?.host,
    // A sandbox that was restarted is found again soon; Twilio is left alone for longer, as the SDK has it.
    backoffMaxMs: sandbox ? 3_000 : undefined,
    noRegister: !register,
    publishEvents: false,
    getUserMedia: sound.getUserMedia,
    enableRingingState: true,
    // Otherwise the SDK drops a second call without a word, and its caller waits for nothing.
    allowIncomingWhileBusy: true,
    closeProtection: false,
    warnings: false,
    sounds: SOUNDS,
  });
  return line;
}

/**
 * @param {{code: number, message: string}} error
 * @returns {import('./line.js').SdkError}
 */
function toSdkError({ code, message }, ofCall = false) {
  return { code, message, microphone: ofCall && (code === 31201 || code === 31208) };
}
