import { chooseDevices, chosenDevices, listDevices, onDevicesChanged } from '../devices.js';
import { byId, create, element } from './dom.js';

const microphone = byId('microphone', HTMLSelectElement);
const speaker = byId('speaker', HTMLSelectElement);

/** @param {() => void} onChange Called when the user chooses another device. */
export function connectDevices(onChange) {
  const choose = () => {
    chooseDevices({ microphone: microphone.value, speaker: speaker.value });
    onChange();
  };
  microphone.addEventListener('change', choose);
  speaker.addEventListener('change', choose);
  byId('devices', HTMLDetailsElement).addEventListener('toggle', showDevices);
  onDevicesChanged(showDevices);
}

/** Shows the devices that are connected now. */
export async function showDevices() {
  const { microphones, speakers } = await listDevices();
  const chosen = chosenDevices();
  fill(microphone, microphones, chosen.microphone);
  fill(speaker, speakers, chosen.speaker);
  element('devices-hint').hidden = microphones.length > 0;
}

/**
 * @param {HTMLSelectElement} select
 * @param {MediaDeviceInfo[]} devices
 * @param {string} chosen
 */
function fill(select, devices, chosen) {
  const isLost = chosen && !devices.some(({ deviceId }) => deviceId === chosen);
  const lost = isLost ? [{ deviceId: chosen, label: 'No longer connected' }] : [];
  select.replaceChildren(...[{ deviceId: '', label: 'Browser default' }, ...devices, ...lost].map(({ deviceId, label }) => {
    const option = create('option', '', label);
    option.value = deviceId;
    option.selected = deviceId === chosen;
    return option;
  }));
  select.disabled = devices.length === 0 && !isLost;
}
