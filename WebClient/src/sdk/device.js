// What both SDKs take in the same form: sounds, and the choice of microphone and speaker.

const SOUND = `${import.meta.env.BASE_URL}sounds/tone.wav`;
const NAMES = ['incoming', 'outgoing', 'disconnect', 'dtmfs', 'dtmfh', ...Array.from('0123456789', (digit) => `dtmf${digit}`)];

/** Both SDKs would otherwise get their sounds from a server of Twilio. @type {Record<string, string>} */
export const SOUNDS = Object.fromEntries(NAMES.map((name) => [name, SOUND]));

/** Both SDKs try without end and without an event when the far side accepts the connection and then stays silent. */
export const SILENCE_MS = 6_000; // Either SDK gives a connection 5 s to open.

/** @type {import('./line.js').SdkError} */
export const SILENT = { code: 31005, message: 'No answer from the signalling server' };

/**
 * @param {import('./line.js').Devices} devices
 * @returns {MediaTrackConstraints | true}
 */
export const microphoneOf = ({ microphone }) => (microphone ? { deviceId: { exact: microphone } } : true);

/**
 * The audio helper of both SDKs.
 * @typedef {object} Audio
 * @property {boolean} isOutputSelectionSupported
 * @property {{set: (id: string) => Promise<unknown>}} speakerDevices
 * @property {(id: string) => Promise<unknown>} setInputDevice
 * @property {() => Promise<unknown>} unsetInputDevice
 */

const NO_SPEAKER = { message: 'This speaker cannot be used.', todo: 'Choose another one under “Sound devices”, or connect it again.' };

/**
 * Lets a call be heard where the person wants it.
 * @param {Audio | null} audio
 * @param {import('./line.js').Devices} devices
 */
export async function useSpeaker(audio, { speaker }) {
  if (!audio?.isOutputSelectionSupported) return;
  await audio.speakerDevices.set(speaker || 'default').catch(() => {
    if (speaker) throw NO_SPEAKER; // Some browsers have none called default.
  });
}

/**
 * Changes the devices during a call. A chosen microphone stays open until it is let go.
 * @param {Audio | null} audio
 * @param {import('./line.js').Devices} devices
 */
export async function changeDevices(audio, devices) {
  await useSpeaker(audio, devices);
  await audio?.setInputDevice(devices.microphone || 'default').catch(({ name, message }) => {
    // The browser's error. The SDKs have codes for it, which they give when a call begins.
    throw { code: name === 'NotAllowedError' ? 31401 : 31402, message, microphone: true };
  });
}
