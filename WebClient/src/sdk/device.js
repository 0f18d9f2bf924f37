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
 * The audio helper of both SDKs.
 * @typedef {object} Audio
 * @property {boolean} isOutputSelectionSupported
 * @property {{set: (id: string) => Promise<unknown>}} speakerDevices
 * @property {(id: string) => Promise<unknown>} setInputDevice
 * @property {() => Promise<unknown>} unsetInputDevice
 */

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
  #inCall = false;
  /** The microphone that the call has; '' is the browser's choice. */
  #microphone = '';
  /** @type {MediaStreamTrack[]} */
  #tracks = [];

  /** @param {() => import('./line.js').Devices} devices */
  constructor(devices) {
    this.#devices = devices;
  }

  /**
   * An option of both SDKs. They forget a microphone that opens only when its call is over, and 1.x one that has taken the place of one
   * that was unplugged.
   * @param {MediaStreamConstraints} constraints
   */
  getUserMedia = async (constraints) => {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    this.#tracks.push(...stream.getTracks());
    if (this.#inCall) return stream;
    this.end(null);
    throw new DOMException('The call is over.', 'AbortError');
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

  /**
   * Uses what the person has chosen since.
   * @param {Audio | null} audio
   */
  async apply(audio) {
    const { microphone, speaker } = this.#devices();
    // One that cannot be used keeps nobody from changing the other.
    const changes = await Promise.allSettled([useSpeaker(audio, speaker), this.#useMicrophone(audio, microphone)]);
    for (const change of changes) if (change.status === 'rejected') throw change.reason;
  }

  /**
   * No call is on: no microphone stays open.
   * @param {Audio | null} audio
   */
  end(audio) {
    this.#inCall = false;
    audio?.unsetInputDevice().catch(() => {}); // A call that is not quite over does so itself.
    for (const track of this.#tracks) track.stop();
    this.#tracks = [];
  }

  /**
   * @param {Audio | null} audio
   * @param {string} microphone
   */
  async #useMicrophone(audio, microphone) {
    if (!audio || microphone === this.#microphone) return;
    await audio.setInputDevice(microphone || 'default').catch((error) => {
      if (!this.#inCall) return;
      if (!(error instanceof DOMException)) throw NOT_NOW; // Firefox has none called default, and 1.x refuses it altogether.
      // The browser's error. The SDKs have codes for it, which they give when a call begins.
      throw { code: error.name === 'NotAllowedError' ? 31401 : 31402, message: error.message, microphone: true };
    });
    this.#microphone = microphone;
  }
}

/**
 * @param {Audio | null} audio
 * @param {string} speaker
 */
async function useSpeaker(audio, speaker) {
  if (!audio?.isOutputSelectionSupported) return;
  await audio.speakerDevices.set(speaker || 'default').catch(() => {
    if (speaker) throw NO_SPEAKER; // Some browsers have none called default.
  });
}
