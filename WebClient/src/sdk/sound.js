// The sound of a line's calls: ringtones, and the choice of microphone and speaker.
import tone from './tone.wav'; // The SDK requests it fifteen times. Its address contains a hash, so browsers cache it.

const nothing = () => {};

const NAMES = ['incoming', 'outgoing', 'disconnect', 'dtmfs', 'dtmfh', ...Array.from('0123456789', (digit) => `dtmf${digit}`)];

/** Without these, the SDK loads its sounds from a server of Twilio. @type {Record<string, string>} */
export const SOUNDS = Object.fromEntries(NAMES.map((name) => [name, tone]));

/** @typedef {import('@twilio/voice-sdk').Device['audio']} Audio */

const NO_SPEAKER = {
  message: 'This speaker cannot be used.',
  todo: 'Choose another one under “Sound devices”, or connect it again.',
};
const NOT_NOW = {
  message: 'This browser cannot change the microphone during a call.',
  todo: 'The next call has the one that you have chosen.',
};

/** The microphone and the speaker of one line's calls, as the person has chosen them. */
export class Sound {
  #devices;
  #audio;
  #inCall = false;
  /** The microphone that the call has; '' is the browser's choice. */
  #microphone = '';
  /** @type {MediaStreamTrack[]} */
  #tracks = [];

  /**
   * @param {() => import('./line.js').Devices} devices
   * @param {() => Audio} audio
   */
  constructor(devices, audio) {
    this.#devices = devices;
    this.#audio = audio;
  }

  /**
   * The SDK forgets a microphone that opens after its call has ended. An error here would make it drop the next caller, so it gets the
   * microphone closed, and then has to release it.
   * @param {MediaStreamConstraints} constraints
   */
  getUserMedia = async (constraints) => {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    this.#tracks.push(...stream.getTracks());
    if (!this.#inCall) {
      this.#stop();
      setTimeout(() => this.#inCall || this.letGo());
    }
    return stream;
  };

  /**
   * A call begins: with this microphone.
   * @returns {MediaTrackConstraints | true}
   */
  begin() {
    this.#inCall = true;
    this.#microphone = this.#devices().microphone;
    return this.#microphone ? { deviceId: { exact: this.#microphone } } : true;
  }

  /** Uses what the person has chosen since. */
  async apply() {
    const audio = this.#audio();
    const { microphone, speaker } = this.#devices();
    // One that cannot be used keeps nobody from changing the other.
    const changes = await Promise.allSettled([useSpeaker(audio, speaker), this.#useMicrophone(audio, microphone)]);
    for (const change of changes) if (change.status === 'rejected') throw change.reason;
  }

  /** No call is on: no microphone stays open. */
  end() {
    this.#inCall = false;
    this.#stop();
    this.letGo();
  }

  #stop() {
    for (const track of this.#tracks) track.stop();
    this.#tracks = [];
  }

  /** The SDK would take it for the next call as well. Before its call is quite over it does not let go of it. */
  letGo() {
    this.#audio()?.unsetInputDevice().catch(nothing);
  }

  /**
   * @param {Audio} audio
   * @param {string} microphone
   */
  async #useMicrophone(audio, microphone) {
    if (!audio || microphone === this.#microphone) return;
    const change = () => audio.setInputDevice(microphone || 'default');
    try {
      await change();
      this.#microphone = microphone;
    } catch (error) {
      if (this.#inCall) throw toProblem(error);
      await change().catch(nothing); // It was half changed when the call ended.
    }
    if (!this.#inCall) this.letGo();
  }
}

/** @param {unknown} error Of changing the microphone. */
function toProblem(error) {
  if (!(error instanceof DOMException)) return NOT_NOW; // Firefox has no microphone called default.
  // The browser's error. The SDK has codes for it, but only when a call begins.
  return { code: error.name === 'NotAllowedError' ? 31401 : 31402, message: error.message };
}

/**
 * @param {Audio} audio
 * @param {string} speaker
 */
async function useSpeaker(audio, speaker) {
  if (!audio?.isOutputSelectionSupported) return;
  await audio.speakerDevices.set(speaker || 'default').catch(() => {
    if (speaker) throw NO_SPEAKER; // Some browsers have none called default.
  });
}
