// A page goes from test to test. Where the SDKs keep something, they keep it here.
localStorage.clear();

// The SDKs open wss:// only, and the sandbox has no certificate. Comes before the SDK, which takes hold of WebSocket while it loads.
window.WebSocket = new Proxy(window.WebSocket, {
  construct: (target, [url, ...rest]) => new target(String(url).replace('wss://127.0.0.1', 'ws://127.0.0.1'), ...rest),
});

// What the SDKs do not show: the media of the calls.
const connections = [];
window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
  construct: (target, args) => {
    const connection = new target(...args);
    connections.push(connection);
    return connection;
  },
});

/** What a test asks of either SDK; phone-1.js and phone-2.js add the rest. `events` has everything that the SDK said, in order. */
window.phone = {
  events: [],
  onSays: [],
  says(event) {
    this.events.push(event);
    for (const resolve of this.onSays.splice(0)) resolve();
  },
  /** The events after the first `seen` ones, as soon as there is `event` among them; after `limit` ms, whatever there is. */
  async eventsUntil(event, seen, limit) {
    const end = new Promise((next) => AbortSignal.timeout(limit).addEventListener('abort', () => next('end')));
    while (!this.events.slice(seen).includes(event)) {
      const next = new Promise((resolve) => this.onSays.push(resolve));
      if ((await Promise.race([next, end])) === 'end') break;
    }
    return this.events.slice(seen);
  },
  async packetsReceived() {
    let packets = 0;
    for (const connection of connections) {
      for (const report of (await connection.getStats()).values()) if (report.type === 'inbound-rtp') packets += report.packetsReceived;
    }
    return packets;
  },
};

const SOUNDS = ['incoming', 'outgoing', 'disconnect', 'dtmfs', 'dtmfh', ...Array.from({ length: 10 }, (_, digit) => `dtmf${digit}`)];
const OPTIONS = {
  publishEvents: false,
  closeProtection: false,
  allowIncomingWhileBusy: true,
  enableRingingState: true,
  enableImprovedSignalingErrorPrecision: true,
  sounds: Object.fromEntries(SOUNDS.map((name) => [name, 'silence.wav'])),
};

/** Writes down what a call says. The SDKs call it Connection (1.x) and Call (2.x); the names of its events are the same. */
function follow(call, what) {
  phone.call = call;
  for (const name of ['ringing', 'accept', 'reject', 'cancel', 'disconnect', 'reconnecting', 'reconnected']) call.on(name, () => phone.says(name));
  call.on('error', (error) => phone.says(`call error ${error.originalError?.code ?? error.code}`));
  if (what) phone.says(`${what} ${call.parameters.From}`);
}

Object.assign(phone, {
  accept: () => phone.call.accept(),
  reject: () => phone.call.reject(),
  ignore: () => phone.call.ignore(),
  hangUp: () => phone.call.disconnect(),
  press: (digits) => phone.call.sendDigits(digits),
  customParameter: (name) => phone.call.customParameters.get(name) ?? null,
  callSid: () => phone.call.parameters.CallSid,
});
