// Tests share a page. The SDK stores its state here.
localStorage.clear();

// The sandbox's script comes before the SDK: /phone.html?sandbox=http://127.0.0.1:5102
document.write(`<script src="${new URLSearchParams(location.search).get('sandbox')}/sandbox.js"></script>`);

// The SDK does not show the media of its calls.
const connections = [];
window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
  construct: (target, args) => {
    const connection = new target(...args);
    connections.push(connection);
    return connection;
  },
});

// What comes from the other side, by frequency.
let analyser;
let spectrum;

function analyse() {
  const context = new AudioContext();
  analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
  spectrum = new Float32Array(analyser.frequencyBinCount);
  const tracks = connections.at(-1).getReceivers().map(({ track }) => track);
  context.createMediaStreamSource(new MediaStream(tracks)).connect(analyser);
}

/** What a test asks of the SDK; phone.js adds the rest. `events` has everything that the SDK said, in order. */
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
  /** Whether these tones are heard now, 20 dB above everything else that a telephone transmits. */
  hearsTones(...tones) {
    if (connections.length === 0) return false;
    if (!analyser) analyse();
    analyser.getFloatFrequencyData(spectrum);
    const width = analyser.context.sampleRate / analyser.fftSize;
    const levels = tones.map(() => -Infinity);
    let rest = -Infinity;
    spectrum.forEach((level, bin) => {
      const distances = tones.map((hertz) => Math.abs(bin * width - hertz));
      const nearest = Math.min(...distances);
      const tone = distances.indexOf(nearest);
      if (nearest < 2 * width) levels[tone] = Math.max(levels[tone], level);
      else if (nearest > 80 && bin * width > 200 && bin * width < 3400) rest = Math.max(rest, level);
    });
    return levels.every((level) => level > -70 && level > rest + 20);
  },
  async packetsReceived() {
    let packets = 0;
    for (const connection of connections) {
      for (const report of (await connection.getStats()).values()) if (report.type === 'inbound-rtp') packets += report.packetsReceived;
    }
    return packets;
  },
};

const OPTIONS = {
  closeProtection: false,
  allowIncomingWhileBusy: true,
  enableImprovedSignalingErrorPrecision: true,
};

/** Records the events of a call. */
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
