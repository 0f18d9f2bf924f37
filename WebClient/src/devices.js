// The microphones and speakers of this machine, and which of them the person has chosen.

/** @type {import('./sdk/line.js').Devices} */
const chosen = { microphone: '', speaker: '' };

/** @returns {import('./sdk/line.js').Devices} */
export const chosenDevices = () => ({ ...chosen });

/** @param {Partial<import('./sdk/line.js').Devices>} change */
export function chooseDevices(change) {
  Object.assign(chosen, change);
}

// Browsers can send sound to another speaker than the default one, or cannot.
const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;

/**
 * What there is to choose from. Browsers hide the names until the page may use the microphone: before the first call, nothing.
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

/** @param {() => void} handler Something was plugged in or out. */
export const onDevicesChanged = (handler) => navigator.mediaDevices?.addEventListener('devicechange', handler);
