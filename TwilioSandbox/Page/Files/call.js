import { ask } from './api.js';
import { describeParties, describeState, durationOf, nameOf } from './calls.js';
import { drawDiagram } from './diagram.js';
import { create, element, setText, showList } from './dom.js';
import { TYPES } from './story.js';

// A browser sends 50 audio packets a second.
const FULL_RATE = 50;
// Two telephone numbers are longer than this.
const LONG = 24;
const LAMPS = { requested: 'call', ringing: 'call', answered: 'on', ended: 'off' };

/** The last packet count of each leg, and the time of that count. */
const counted = new Map();
let drawn = '';

// What a call will look like.
const EXAMPLE = {
  call: { callees: [], legs: [{ client: 'caller', callSid: '' }, { client: 'callee', callSid: 'callee' }] },
  steps: [
    ['in', 'invite'], ['', 'POST /voice'], ['out', 'ringing'], ['out', 'invite', 'callee'], ['in', 'answer', 'callee'],
    ['out', 'answer'], ['in', 'hangup', 'callee'], ['out', 'hangup'],
  ].map(([direction, type, callSid = '']) => ({ direction, type, callSid, note: direction ? '' : type })),
};

/**
 * @param {any} call The selected call, if there is one.
 * @param {any[]} events The journal, newest first.
 */
export async function showCall(call, events) {
  element('call-empty').hidden = Boolean(call);
  element('call').hidden = !call;
  if (!call) {
    showExample();
    return;
  }

  element('display').dataset.lamp = call.code ? 'bad' : LAMPS[call.state];
  const parties = describeParties(call);
  setText(element('call-who'), parties);
  element('call-who').classList.toggle('long', parties.length > LONG);
  setText(element('call-duration'), durationOf(call));
  setText(element('call-state'), describeState(call));
  // If several devices rang, show those with audio. The devices of a call of the REST API have one CallSid, and the first has answered.
  const talking = call.legs.filter(({ callSid, packets }, index) => index === 0
    || (callSid !== call.legs[0].callSid && (packets > 0 || call.legs.length === 2)));
  showList(element('legs'), talking, ({ callSid }) => callSid,
    () => create('li', '', create('span', 'who'), create('span', 'level'), create('span', 'packets')),
    (row, leg) => showMedia(row, leg, call.state === 'ended'));
  // Telephones have no frames.
  const newest = events.find(({ callSid, type }) => callSid === call.callSid && TYPES.includes(type));
  await showSignaling(call, newest?.id);
}

function showMedia(row, { callSid, client, packets }, isOver) {
  const now = performance.now();
  const last = counted.get(callSid);
  if (!last || now - last.at > 900) {
    const rate = last && !isOver ? Math.max(0, packets - last.packets) / ((now - last.at) / 1000) : 0;
    counted.set(callSid, { packets, at: now });
    row.querySelector('.level').style.setProperty('--level', Math.min(1, rate / FULL_RATE));
  }
  setText(row.querySelector('.who'), nameOf(client));
  setText(row.querySelector('.packets'), `${packets.toLocaleString('en')} packets`);
}

function showExample() {
  const target = element('example');
  const version = sizeOf(target);
  if (version === drawn) return;
  drawn = version;
  drawDiagram(target, EXAMPLE.call, EXAMPLE.steps, []);
}

const sizeOf = ({ clientWidth, clientHeight }) => `${clientWidth} ${clientHeight}`;

async function showSignaling(call, eventId) {
  const target = element('diagram');
  const version = JSON.stringify([call.callSid, call.state, call.callees, call.legs.map(({ frames }) => frames), eventId, sizeOf(target)]);
  if (version === drawn) return;
  drawn = version;
  try {
    const types = TYPES.map((type) => `&type=${type}`).join('');
    const [frames, notes] = await Promise.all([
      ask('GET', `/sandbox/calls/${call.callSid}/timeline`),
      ask('GET', `/sandbox/events?callSid=${call.callSid}${types}`),
    ]);
    if (version !== drawn) return;
    const words = drawDiagram(target, call, frames, notes);
    element('steps').replaceChildren(...words.map((text) => create('li', '', text)));
  } catch {
    drawn = ''; // The sandbox has dropped the old call, or is down.
  }
}
