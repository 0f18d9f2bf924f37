// A call of either SDK as a leg of line.js. Its methods and events are the same in both: 1.x says Connection, 2.x says Call.
// What the SDKs repeat, reorder or leave out is put right here, so that phone.js sees each thing once.

const nothing = () => {};

/**
 * What both SDKs' calls have.
 * @typedef {object} SdkCall
 * @property {Record<string, string>} parameters
 * @property {(event: string, handler: (...values: any[]) => void) => unknown} on
 * @property {() => string} status
 * @property {(options?: any) => void} accept
 * @property {() => void} reject
 * @property {() => void} disconnect
 * @property {(muted: boolean) => void} mute
 * @property {(digits: string) => void} sendDigits
 */

/** @typedef {import('./line.js').Leg} Leg */

/** @implements {Leg} */
export class SdkLeg {
  from = '';
  onringing = nothing;
  onopen = nothing;
  /** @type {Leg['onended']} */
  onended = nothing;
  /** @type {Leg['onerror']} */
  onerror = nothing;
  onreconnecting = nothing;
  onreconnected = nothing;
  /** @type {Leg['onvolume']} */
  onvolume = nothing;
  /** @type {SdkCall | null} */
  #call = null;
  #ended = false;
  #toSdkError;
  #acceptOptions;

  /**
   * @param {(error: any) => import('./line.js').SdkError} toSdkError
   * @param {() => unknown} acceptOptions How to accept with the microphone that is chosen then.
   */
  constructor(toSdkError, acceptOptions) {
    this.#toSdkError = toSdkError;
    this.#acceptOptions = acceptOptions;
  }

  /**
   * 2.x makes the call itself later than one asks for it.
   * @param {SdkCall} call
   */
  follow(call) {
    this.#call = call;
    this.from = (call.parameters.From ?? '').replace(/^client:/, '');
    /** @type {import('./line.js').SdkError | undefined} */
    let lastError;
    // The SDK says `cancel` twice at times, and the error that ends a call before or after `disconnect`, in the same turn.
    const end = (/** @type {import('./line.js').EndCause} */ cause) => {
      if (this.#ended) return;
      this.#ended = true;
      queueMicrotask(() => this.onended(cause, lastError));
    };

    call.on('ringing', () => this.onringing());
    call.on('accept', () => this.onopen());
    call.on('disconnect', () => end('hung-up'));
    call.on('reject', () => end('hung-up'));
    call.on('cancel', () => end('cancelled'));
    call.on('volume', (microphone, speaker) => this.onvolume(microphone, speaker));
    call.on('reconnecting', () => this.onreconnecting());
    call.on('reconnected', () => this.onreconnected());
    call.on('error', (error) => {
      lastError = this.#toSdkError(error);
      queueMicrotask(() => {
        if (this.#ended || !lastError) return;
        this.onerror(lastError);
        lastError = undefined;
      });
    });
    call.on('transportClose', () => {
      if (isTalking(call)) return this.onreconnecting();
      // Twilio drops a call that was not connected yet, and has no way left to say so.
      end('lost');
      // Not at once: while this event runs, the SDK would still try to send the hang-up, and report that it cannot.
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

  /** @param {string} digits */
  sendDigits(digits) {
    this.#call?.sendDigits(digits);
  }
}

/** @param {SdkCall} call */
const isTalking = (call) => call.status() === 'open' || call.status() === 'reconnecting';
