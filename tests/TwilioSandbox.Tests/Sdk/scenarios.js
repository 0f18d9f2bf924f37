// Scenarios for Twilio's Voice SDK with the Device's default options. Each checks several behaviors in one call.
const scenarios = {};

const LIMIT = 30_000; // Milliseconds for each wait.
const checks = [];
const devices = [];
let people; // {bob: {name, token}, …}

/** A behavior, and whether the SDK shows it. */
function check(behavior, holds) {
  checks.push({ behavior, holds });
}

function checkThrows(behavior, action, message) {
  let thrown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  check(behavior, thrown !== undefined && thrown.message.includes(message));
}

async function checkRejects(behavior, promise, message) {
  const rejected = await promise.then(() => undefined, (error) => error);
  check(behavior, rejected !== undefined && rejected.message.includes(message));
}

/** The first argument of the next event. */
function event(emitter, name) {
  return new Promise((resolve, reject) => {
    AbortSignal.timeout(LIMIT).addEventListener('abort', () => reject(new Error(`${name} did not come`)));
    emitter.once(name, resolve);
  });
}

function create(who, options) {
  const device = new Twilio.Device(people[who].token, options);
  device.on('error', (error) => phone.says(`${who}: error ${error.code}`));
  devices.push(device);
  return device;
}

async function register(who, options) {
  const device = create(who, options);
  await device.register();
  return device;
}

/** Calls a registered device: both sides of the ringing call. */
async function ring(caller, callee, { params, ...options } = {}) {
  const ringing = event(callee, 'incoming');
  const outgoing = await caller.connect({ params: { To: callee.identity, ...params }, ...options });
  const incoming = await ringing;
  for (const call of [outgoing, incoming]) call.on('error', (error) => phone.says(`call error ${error.code}`));
  return { outgoing, incoming };
}

async function rings(call) {
  if (call.status() !== 'ringing') await event(call, 'ringing');
}

/** A call from bob to alice that alice has accepted. */
async function talk(options, callOptions) {
  const [bob, alice] = await Promise.all([register('bob', options), register('alice', options)]);
  const { outgoing, incoming } = await ring(bob, alice, callOptions);
  await accept(outgoing, incoming);
  return { bob, alice, outgoing, incoming };
}

async function accept(outgoing, incoming, options) {
  const accepted = Promise.all([event(outgoing, 'accept'), event(incoming, 'accept')]);
  incoming.accept(options);
  await accepted;
}

/** Waits until audio arrives. */
async function heard(call) {
  while ((await event(call, 'sample')).packetsReceived === 0) phone.says('no audio yet');
}

async function hangUp(call, other) {
  const ended = event(other, 'disconnect');
  call.disconnect();
  await ended;
}

/** Runs a scenario. Returns its checks. */
window.runScenario = async (name, these) => {
  people = these;
  try {
    await scenarios[name]();
  } finally {
    for (const device of devices.filter(({ state }) => state !== 'destroyed')) device.destroy();
  }
  return checks.map(({ behavior, holds }) => `${holds ? '' : 'FAILED: '}${behavior}`);
};
