// A fake SDK: the tests act as Twilio.

/** @typedef {import('../src/sdk/leg.js').Leg & {did: string[]}} FakeLeg */

/** @param {string} [from] @returns {FakeLeg} */
export function createLeg(from = '') {
  /** @type {string[]} */
  const did = [];
  return /** @type {any} */ ({
    from,
    did,
    accept: () => did.push('accept'),
    reject: () => did.push('reject'),
    hangUp: () => did.push('hang up'),
    mute: (/** @type {boolean} */ muted) => did.push(muted ? 'mute' : 'unmute'),
    sendDigits: (/** @type {string} */ digits) => did.push(`dial ${digits}`),
  });
}

/** Opens one line at a time, which is up immediately. */
export class FakeSdk {
  /** @type {any} The line that is open. */
  line = null;
  /** @type {FakeLeg[]} The calls that the phone has made. */
  legs = [];
  /** Whether Twilio answers a registration. */
  accepts = true;
  /** @type {string[]} Every token that Twilio has received. */
  tokens = [];

  /** @param {string} token @param {{register: boolean}} options */
  openLine = async (token, { register }) => {
    this.tokens.push(token);
    const { accepts } = this;
    const line = {
      // A getter, because the phone reads it once it listens.
      get up() {
        if (register && accepts) this.onup();
        return Promise.resolve();
      },
      onup() {},
      useToken: (/** @type {string} */ next) => this.tokens.push(next),
      call: () => {
        this.legs.push(createLeg());
        return this.legs.at(-1);
      },
      changeDevices() {},
      endSound() {},
      close: () => { this.line = null; },
    };
    this.line = line;
    return /** @type {any} */ (line);
  };
}

/** Issues tokens that name their own scope. */
export class FakeTokens {
  identity = 'dora';
  /** @type {unknown} Thrown instead of the next token. */
  failure = null;

  /** @param {import('../src/tokens.js').Scope} scope */
  async request(scope) {
    if (this.failure) throw this.failure;
    return Object.keys(scope).join('+');
  }

  /** How often the phone discarded the last token. */
  forgotten = 0;

  /** @param {import('../src/tokens.js').Scope} scope */
  reuse(scope) {
    return this.request(scope);
  }

  forget() {
    this.forgotten++;
  }
}
