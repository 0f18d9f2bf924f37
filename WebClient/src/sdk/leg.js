// One call, incoming or outgoing. The SDK repeats, reorders or omits some events; phone.js sees each once.

/** @typedef {'hung-up' | 'canceled' | 'lost'} EndCause */
/** @typedef {import('./line.js').SdkError} SdkError */

const nothing = () => {};

export class Leg {
  /** The caller of an incoming call. */
  from = '';
  /** The other side rings. */
  onringing = nothing;
  /** Both sides are connected. */
  onopen = nothing;
  /** @type {(cause: EndCause, error?: SdkError) => void} Called once. */
  onended = nothing;
  /** @type {(error: SdkError) => void} An error that does not end the call. */
  onerror = nothing;
  /** The connection to Twilio, or the audio, is lost. The SDK is reconnecting. */
  onreconnecting = nothing;
  onreconnected = nothing;
  /** @type {(microphone: number, speaker: number) => void} From 0 to 1, about 20 times a second. */
  onvolume = nothing;
  /** @type {import('@twilio/voice-sdk').Call | null} */
  #call = null;
  #ended = false;
  #acceptOptions;

  /** @param {() => import('@twilio/voice-sdk').Call.AcceptOptions} acceptOptions Options for an answer, with the chosen microphone. */
  constructor(acceptOptions) {
    this.#acceptOptions = acceptOptions;
  }

  /**
   * The SDK creates an outgoing call some time after the page asks for it.
   * @param {import('@twilio/voice-sdk').Call} call
   */
  follow(call) {
    this.#call = call;
    this.from = (call.parameters.From ?? '').replace(/^client:/, '');
    /** @type {SdkError | undefined} */
    let lastError;
    // The SDK may repeat `cancel`. The error that ends a call comes before or after `disconnect`, in the same turn.
    const end = (/** @type {EndCause} */ cause) => {
      if (this.#ended) return;
      this.#ended = true;
      queueMicrotask(() => this.onended(cause, lastError));
    };

    call.on('ringing', () => this.onringing());
    call.on('accept', () => this.onopen());
    call.on('disconnect', () => end('hung-up'));
    call.on('reject', () => end('hung-up'));
    call.on('cancel', () => end('canceled'));
    call.on('volume', (microphone, speaker) => this.onvolume(microphone, speaker));
    call.on('reconnecting', () => this.onreconnecting());
    call.on('reconnected', () => this.onreconnected());
    call.on('error', (error) => {
      lastError = toSdkError(error);
      queueMicrotask(() => {
        if (this.#ended || !lastError) return;
        this.onerror(lastError);
        lastError = undefined;
      });
    });
    call.on('transportClose', () => {
      if (call.status() === 'open' || call.status() === 'reconnecting') return this.onreconnecting();
      // Twilio drops a call that is not connected yet, but can no longer report it.
      end('lost');
      // Deferred, because during this event the SDK would try to send the hang-up and report an error.
      queueMicrotask(() => call.disconnect());
    });
    if (this.#ended) call.disconnect();
  }

  accept() {
    this.#call?.accept(this.#acceptOptions());
  }

  reject() {
    this.#call?.reject();
  }

  hangUp() {
    this.#ended = true;
    this.#call?.disconnect();
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.#call?.mute(muted);
  }

  /** @param {string} digits DTMF: 0 to 9, * and #. */
  sendDigits(digits) {
    this.#call?.sendDigits(digits);
  }
}

/**
 * @param {any} error
 * @returns {SdkError}
 */
export function toSdkError(error) {
  // The SDK wraps some of Twilio's errors in its own: 20104 around 31205, 31005 around any error that ends a call.
  const { code, message } = error.originalError?.code ? error.originalError : error;
  return { code, message };
}
