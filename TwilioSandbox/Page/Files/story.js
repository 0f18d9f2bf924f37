// What happened in a call besides frames, as steps of its diagram.

/** @param {string} address A number or SIP address: the sandbox's telephone, which sends no frames. */
export const isTelephone = (address) => /^(\+|sips?:)/.test(address);

const NOTES = {
  'webhook.asked': String,
  'voice.failed': String,
  'voice.said': (text) => `says “${text}”`,
  'voice.played': (length) => `plays ${length}`,
  'voice.recorded': (length) => `recorded ${length}`,
  'call.requested': String,
  'call.paused': (length) => `pauses ${length}`,
  'call.ended': String,
  'conference.joined': (room) => `joins conference ${room}`,
  'conference.left': (room) => `leaves conference ${room}`,
  'fault.used': String,
  'statusCallback.failed': String,
};

// Such as bob to +15005550001: in is to the sandbox, as in a frame.
const FRAMES = {
  'call.requested': ['in', 'call'],
  'call.ringing': ['out', 'ring'],
  'call.answered': ['in', 'answer'],
  'call.rejected': ['in', 'reject'],
  'call.dtmf': ['in', 'dtmf'],
};

/** The types of the events that a story needs. */
export const TYPES = [...new Set([...Object.keys(NOTES), ...Object.keys(FRAMES), 'dial.ended'])];

/** @returns {any[]} Notes, and arrows between the sandbox and telephones. */
export function tellStory({ legs }, events) {
  const [caller] = legs;
  let isAnswered = false;
  return events.flatMap((event) => {
    const leg = legs.find(({ client }) => isTelephone(client) && client === event.client);
    const steps = [];
    const arrow = ({ callSid }, direction, type) => steps.push({ time: event.time, callSid, direction, type });
    if (leg && FRAMES[event.type] && !isByApplication(event)) arrow(leg, ...FRAMES[event.type]);
    if (event.type === 'call.answered' && isTelephone(caller.client) && caller.role === 'caller' && !isAnswered) arrow(caller, 'out', 'answer');
    isAnswered ||= event.type === 'call.answered';
    const left = event.type.endsWith('.ended') && legs.find(({ client }) => isTelephone(client) && event.message?.includes(`${client} hung up.`));
    if (left && (left === caller) === (event.type === 'call.ended')) arrow(left, 'in', 'hangup');
    if (NOTES[event.type] && (event.code || event.message)) steps.push({ ...event, note: noteOf(event) });
    return steps;
  });
}

const isByApplication = ({ type, message }) => type === 'call.answered' && Boolean(message);

function noteOf({ type, code, message }) {
  return `${code ?? ''} ${message ? NOTES[type](message) : type}`.trim().replace(/https?:\/\/[^/ ]+/, '');
}
