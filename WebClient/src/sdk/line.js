// A line to Twilio: the parts of the Voice SDK that phone.js needs. The SDK accepts either kind of token.
import { isOutage } from '../errors.js';
import { Leg, toSdkError } from './leg.js';
import { loadSandboxScript } from './sandbox-script.js';
import { Sound } from './sound.js';

/**
 * @typedef {object} SdkError
 * @property {number} [code] Twilio's code, unless the page itself reports the error.
 * @property {string} message The error in words, from Twilio if there is a code.
 * @property {string} [todo] What to do, if the catalog does not have the error.
 *
 * @typedef {object} Devices The browser's device IDs; '' means the browser's default.
 * @property {string} microphone
 * @property {string} speaker
 *
 * @typedef {object} Line
 * @property {Promise<void>} up Settles when Twilio first answers, or when the line closes before that.
 * @property {(token: string) => void} useToken Continues with another token on the same line.
 * @property {(name: string) => Leg} call
 * @property {() => void} changeDevices Applies a choice of devices that changed during a call.
 * @property {() => void} endSound Closes the microphone after the last call.
 * @property {() => void} close Ends the line and every call on it.
 * @property {() => void} onup Twilio answers, for the first time or again.
 * @property {() => void} ondown The connection is lost. The SDK is reconnecting.
 * @property {(leg: Leg) => void} onincoming
 * @property {(error: SdkError) => void} onerror
 *
 * @typedef {object} LineOptions
 * @property {boolean} register Whether to receive incoming calls.
 * @property {{host: string} | null} sandbox The sandbox that replaces Twilio; null with a real account.
 * @property {string | null} [region] The Twilio region of the account; null means US1.
 * @property {() => Devices} devices The devices to use now.
 */

const REGISTER_AGAIN_MS = 2_000;

// The SDK gives a connection 5 s to open. If the server accepts it and then stays silent, the SDK retries forever without an event.
const SILENCE_MS = 6_000;
/** @type {SdkError} */
const SILENT = { code: 31005, message: 'No answer from the signaling server' };

// The SDK must connect to the edge of the token's region:
// https://www.twilio.com/docs/global-infrastructure/use-the-programmable-voice-javascript-sdk-with-a-non-us-twilio-region
const EDGES = /** @type {Record<string, string>} */ ({ ie1: 'dublin', au1: 'sydney' });

const nothing = () => {};
/** @type {Promise<typeof import('@twilio/voice-sdk')> | undefined} */
let sdk;

/**
 * Loads the SDK once.
 * @param {{host: string} | null} sandbox
 */
export function loadSdk(sandbox) {
  sdk ??= load(sandbox).catch((error) => {
    sdk = undefined;
    throw error;
  });
  return sdk;
}

/** @param {{host: string} | null} sandbox */
async function load(sandbox) {
  if (sandbox) await loadSandboxScript(sandbox.host);
  return import('@twilio/voice-sdk').catch(() => {
    throw new Error('Twilio’s Voice SDK could not be loaded. Is the server of this page still running?');
  });
}

/**
 * Opens a line to Twilio, or to the sandbox.
 * @param {string} token
 * @param {LineOptions} options
 * @returns {Promise<Line>}
 */
export async function openLine(token, { register, sandbox, region, devices }) {
  const { Device } = await loadSdk(sandbox);
  const sound = new Sound(devices, () => device.audio);
  // getUserMedia is missing from the SDK's types.
  const device = new Device(token, /** @type {object} */ ({
    edge: EDGES[region ?? ''],
    getUserMedia: sound.getUserMedia,
    // Otherwise the SDK silently ignores a second call, and its caller keeps waiting.
    allowIncomingWhileBusy: true,
    closeProtection: false,
    // Otherwise Twilio ends a call if the connection is lost for a moment.
    maxCallSignalingTimeoutMs: 30_000,
    // Reports Twilio's own codes, such as 31202, instead of 53000 for all of them.
    enableImprovedSignalingErrorPrecision: true,
    logLevel: 'silent',
  }));
  const callOptions = () => ({ rtcConstraints: { audio: sound.begin() } });
  /** @type {(value?: void) => void} */
  let settle = nothing;

  const report = (/** @type {SdkError} */ error) => {
    if (!isOutage(error)) clearTimeout(silence); // Twilio answered.
    line.onerror(error);
  };
  const applyDevices = () => sound.apply().catch(report);

  /** @type {Line} */
  const line = {
    up: new Promise((resolve) => { settle = resolve; }),
    useToken(newToken) {
      if (newToken !== device.token) device.updateToken(newToken);
    },
    call(name) {
      const leg = new Leg(callOptions);
      device.connect({ params: { To: name }, ...callOptions() }).then(
        (call) => {
          answered();
          follow(leg, call);
        },
        (error) => {
          // Without an error, the device has already reported why.
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
      // An `error` event without a listener is thrown.
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
  const follow = (/** @type {Leg} */ leg, /** @type {import('@twilio/voice-sdk').Call} */ call) => {
    leg.follow(call);
    call.on('accept', applyDevices);
    // An unregistered line gets no other event when the connection is back.
    call.on('reconnected', () => register || line.onup());
    // The microphone may have changed during the call.
    call.on('disconnect', () => sound.letGo());
    // If the connection is lost before the answer, the SDK closes the call but not its audio. With open audio, it makes no other call.
    call.on('transportClose', () => queueMicrotask(() => call.status() === 'closed' && /** @type {any} */ (call)._mediaHandler.close()));
  };

  device.on('registered', () => {
    answered();
    line.onup();
  });
  device.on('unregistered', () => line.ondown());
  device.on('incoming', (call) => {
    if (call.status() !== 'pending') return; // Canceled before its ringtone was loaded.
    const leg = new Leg(callOptions);
    follow(leg, call);
    line.onincoming(leg);
  });
  device.on('error', (error) => report(toSdkError(error)));

  // The SDK does not register again when two connections break one after the other. `edge` is null without a connection.
  const registering = setInterval(() => {
    if (register && device.edge !== null && device.state === 'unregistered') device.register().catch(nothing);
  }, REGISTER_AGAIN_MS);
  // A refusal has already raised `error`.
  if (register) device.register().catch((error) => error && report(toSdkError(error)));
  else settle(); // The first call connects.
  return line;
}
