// The microphone and speaker of a line's calls.
const nothing = () => {};

/** @typedef {import('@twilio/voice-sdk').Device['audio']} Audio */

const NO_SPEAKER = {
  message: 'This speaker cannot be used.',
  todo: 'Choose another one under “Sound devices”, or reconnect it.',
};
const NOT_NOW = {
  message: 'This browser cannot change the microphone during a call.',
  todo: 'The next call will use the new microphone.',
};

/** The chosen microphone and speaker of one line’s calls. */
export class Sound {
  #devices;
  #audio;
  #inCall = false;
  /** The microphone in use; '' is the browser’s default. */
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
   * The SDK does not close a microphone that opens after its call has ended. An error here would make the SDK drop the next caller, so it
   * gets stopped tracks and then releases them.
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
   * Starts a call’s sound and returns the microphone to use.
   * @returns {MediaTrackConstraints | true}
   */
  begin() {
    this.#inCall = true;
    this.#microphone = this.#devices().microphone;
    return this.#microphone ? { deviceId: { exact: this.#microphone } } : true;
  }

  /** Applies a choice of devices that changed during the call. */
  async apply() {
    const audio = this.#audio();
    const { microphone, speaker } = this.#devices();
    // If one device fails, the other is still changed.
    const changes = await Promise.allSettled([useSpeaker(audio, speaker), this.#useMicrophone(audio, microphone)]);
    for (const change of changes) if (change.status === 'rejected') throw change.reason;
  }

  /** Closes the microphone after the last call. */
  end() {
    this.#inCall = false;
    this.#stop();
    this.letGo();
  }

  #stop() {
    for (const track of this.#tracks) track.stop();
    this.#tracks = [];
  }

  /** Makes the SDK release the microphone, which it would reuse for the next call. This works only after the call has ended. */
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
      await change().catch(nothing); // The call ended during the change.
    }
    if (!this.#inCall) this.letGo();
  }
}

/** @param {unknown} error The error of a microphone change. */
function toProblem(error) {
  if (!(error instanceof DOMException)) return NOT_NOW; // Firefox has no microphone named default.
  // The SDK maps this browser error to a code only when a call starts.
  return { code: error.name === 'NotAllowedError' ? 31401 : 31402, message: error.message };
}

/**
 * @param {Audio} audio
 * @param {string} speaker
 */
async function useSpeaker(audio, speaker) {
  if (!audio?.isOutputSelectionSupported) return;
  await audio.speakerDevices.set(speaker || 'default').catch(() => {
    if (speaker) throw NO_SPEAKER; // Some browsers have no speaker named default.
  });
}
