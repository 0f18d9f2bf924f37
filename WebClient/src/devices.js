// The microphones and speakers of this machine, and the user’s choice.

/** @type {import('./sdk/line.js').Devices} */
const chosen = { microphone: '', speaker: '' };

/** @returns {import('./sdk/line.js').Devices} */
export const chosenDevices = () => ({ ...chosen });

/** @param {Partial<import('./sdk/line.js').Devices>} change */
export function chooseDevices(change) {
  Object.assign(chosen, change);
}

// Some browsers can only use the default speaker.
const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;

/**
 * The devices to choose from. Browsers hide their names until the page may use the microphone, so before the first call there are none.
 * @returns {Promise<{microphones: MediaDeviceInfo[], speakers: MediaDeviceInfo[]}>}
 */
export async function listDevices() {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const named = devices.filter(({ deviceId, label }) => deviceId && deviceId !== 'default' && label);
  return {
    microphones: named.filter(({ kind }) => kind === 'audioinput'),
    speakers: canChooseSpeaker ? named.filter(({ kind }) => kind === 'audiooutput') : [],
  };
}

/** @param {() => void} handler A device was connected or disconnected. */
export const onDevicesChanged = (handler) => navigator.mediaDevices?.addEventListener('devicechange', handler);
