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
  'dial.ended': (result) => (/^(no-answer|busy|failed):/.test(result) ? `<Dial> ends with ${result.split(':')[0]}` : ''),
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
export const TYPES = [...new Set([...Object.keys(NOTES), ...Object.keys(FRAMES), 'voice.warning'])];

/** A frame does not contain the keys that its device has pressed. The event after it does. */
export const nameKeys = (frames, events) => frames.map((frame) => {
  const keys = frame.type === 'dtmf'
    && events.find(({ type, client, time }) => type === 'call.dtmf' && client === frame.client && !isLater(frame.time, time));
  return keys ? { ...frame, type: `dtmf ${keys.message}` } : frame;
});

// 2026-11-25T20:00:00.1234567+00:00, with as many digits of the second as it needs; all are UTC.
const digits = (time) => time.replace(/(\.\d+)?(?=[+Z])/, (fraction) => (fraction || '.').padEnd(8, '0'));
export const isLater = (time, other) => digits(time) > digits(other);

/** @returns {any[]} Notes, and arrows between the sandbox and telephones. */
export function tellStory({ legs }, events) {
  const [caller] = legs;
  let isAnswered = false;
  return events.flatMap((event) => {
    const leg = legs.find(({ client }) => isTelephone(client) && client === event.client);
    const steps = [];
    const arrow = ({ callSid }, direction, type) => {
      steps.push({ time: event.time, callSid, direction, type: type === 'dtmf' ? `dtmf ${event.message}` : type });
    };
    if (leg && FRAMES[event.type] && !isByApplication(event)) arrow(leg, ...FRAMES[event.type]);
    if (event.type === 'call.answered' && isTelephone(caller.client) && caller.role === 'caller' && !isAnswered) arrow(caller, 'out', 'answer');
    isAnswered ||= event.type === 'call.answered';
    const left = event.type.endsWith('.ended') && legs.find(({ client }) => isTelephone(client) && event.message?.includes(`${client} hung up.`));
    if (left && (left === caller) === (event.type === 'call.ended')) arrow(left, 'in', 'hangup');
    const note = noteOf(event);
    if (note) steps.push({ ...event, note });
    return steps;
  });
}

const isByApplication = ({ type, message }) => type === 'call.answered' && Boolean(message);

function noteOf({ type, code, message, explanation }) {
  if (type === 'voice.warning') return `Warning${code ? ` ${code}` : ''}: ${explanation.split('. ')[0]}`;
  if (!NOTES[type] || !(code || message)) return '';
  return `${code ?? ''} ${message ? NOTES[type](message) : type}`.trim().replace(/https?:\/\/[^/ ]+/, '');
}
