// Voice SDK 2 behind the interface of line.js. Takes access tokens.
import { isOutage } from '../errors.js';
import { SILENCE_MS, SILENT, Sound, SOUNDS } from './device.js';
import { SdkLeg } from './leg.js';
import { openSandboxWithoutTls } from './loopback-websocket.js';

export const tokenKind = 'access';

const REGISTER_AGAIN_MS = 2_000;

const nothing = () => {};
/** @type {Promise<typeof import('@twilio/voice-sdk')> | undefined} */
let sdk;

/** @param {{host: string} | null} sandbox */
export function load(sandbox) {
  if (!sdk) {
    if (sandbox) openSandboxWithoutTls(sandbox.host);
    sdk = import('@twilio/voice-sdk').catch(() => {
      sdk = undefined;
      throw new Error('Twilio’s Voice SDK could not be loaded. Is the server of this page still running?');
    });
  }
  return sdk;
}

/** @type {import('./line.js').Sdk['openLine']} */
export async function openLine(token, { register, sandbox, devices }) {
  const { Device } = await load(sandbox);
  const sound = new Sound(devices, () => device.audio);
  // chunderw, publishEvents and getUserMedia are missing from the SDK's types.
  const device = new Device(token, /** @type {object} */ ({
    chunderw: sandbox?.host,
    publishEvents: false,
    getUserMedia: sound.getUserMedia,
    // Otherwise the SDK drops a second call without a word, and its caller waits for nothing.
    allowIncomingWhileBusy: true,
    closeProtection: false,
    // Otherwise Twilio ends a call whose connection is lost for a moment.
    maxCallSignalingTimeoutMs: 30_000,
    // Twilio's own codes, such as 31202, in place of 53000 for all of them.
    enableImprovedSignalingErrorPrecision: true,
    logLevel: 'silent',
    sounds: SOUNDS,
  }));
  const acceptOptions = () => ({ rtcConstraints: { audio: sound.begin() } });
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
    call(name) {
      const leg = new SdkLeg(toSdkError, acceptOptions);
      device.connect({ params: { To: name }, ...acceptOptions() }).then(
        (call) => {
          answered();
          follow(leg, call);
        },
        (error) => {
          // Without one, the device has told why.
          const problem = error && toSdkError(error);
          if (problem) line.onerror(problem);
          leg.onended('lost', problem);
        },
      );
      return leg;
    },
    changeDevices: () => applyDevices(),
    endSound: () => sound.end(),
    close() {
      clearTimeout(silence);
      clearInterval(registering);
      line.onup = line.ondown = line.onincoming = line.onerror = nothing;
      sound.end();
      device.destroy();
      // An `error` that nobody listens to is thrown.
      device.on('error', nothing);
      settle();
    },
    onup: nothing, ondown: nothing, onincoming: nothing, onerror: nothing,
  };
  const silence = setTimeout(() => line.onerror(SILENT), SILENCE_MS);
  const answered = () => {
    clearTimeout(silence);
    settle();
  };
  const follow = (/** @type {SdkLeg} */ leg, /** @type {import('@twilio/voice-sdk').Call} */ call) => {
    leg.follow(call);
    call.on('accept', applyDevices);
    // A line that is not registered never hears that it is up again.
    call.on('reconnected', () => register || line.onup());
    // A microphone that was changed to during the call.
    call.on('disconnect', () => sound.letGo());
    // The SDK closes a call that is lost before its answer, but lets go of it only with its sound: until then it makes no other.
    call.on('transportClose', () => queueMicrotask(() => call.status() === 'closed' && /** @type {any} */ (call)._mediaHandler.close()));
  };

  device.on('registered', () => {
    answered();
    line.onup();
  });
  device.on('unregistered', () => line.ondown());
  device.on('incoming', (call) => {
    if (call.status() !== 'pending') return; // Cancelled before its ring tone had been loaded.
    const leg = new SdkLeg(toSdkError, acceptOptions);
    follow(leg, call);
    line.onincoming(leg);
  });
  device.on('error', (error) => report(toSdkError(error)));

  // It does not register again by itself when two connections break one after the other. `edge` is null while there is none.
  const registering = setInterval(() => {
    if (register && device.edge !== null && device.state === 'unregistered') device.register().catch(nothing);
  }, REGISTER_AGAIN_MS);
  // A refusal comes as `error` as well, and before this.
  if (register) device.register().catch((error) => error && report(toSdkError(error)));
  else settle(); // The first call connects.
  return line;
}

/**
 * @param {any} error
 * @returns {import('./line.js').SdkError}
 */
function toSdkError(error) {
  // Twilio's own code and words are inside, where the SDK has others for them: 20104 for 31205, 31005 for whatever ended a call.
  const { code, message } = error.originalError?.code ? error.originalError : error;
  return { code, message, microphone: code === 31401 || code === 31402 };
}
