import { nameOf } from './calls.js';
import { draw } from './dom.js';
import { isTelephone, tellStory } from './story.js';
import { formatSize } from './time.js';

// In pixels.
const TIME_WIDTH = 48;
const LANE_WIDTH = { least: 84, most: 340 };
const HEAD_HEIGHT = 38;
const ROW_HEIGHT = 34;

// A wide page gives the diagram a height, which the rows share. In a narrow one they decide.
const WIDE = matchMedia('(min-width: 68rem)');
const WIDE_ROW_HEIGHT = { least: 30, most: 72 };

const TONES = { answer: 'good', connected: 'good', hangup: 'bad', cancel: 'bad', reject: 'bad', error: 'bad' };

/** The call of the last diagram, and its number of steps. */
let last = { callSid: '', steps: 0 };

/**
 * Draws the signaling of a call in order: a lane for each leg, with the sandbox between the caller and the callees.
 * @param {HTMLElement} target
 * @param {any} call
 * @param {any[]} frames Frames between devices and sandbox, in order.
 * @param {any[]} events Other events of the call, in order.
 * @returns {string[]} The steps in words.
 */
export function drawDiagram(target, call, frames, events) {
  const [caller, ...callees] = distinct(call.legs);
  const lanes = [caller, null, ...callees, ...absentees(call)];
  const steps = merge(frames, tellStory(call, events)).map((step) => describe(step, lanes));
  const letter = parseFloat(getComputedStyle(target).fontSize) * 0.55;
  const laneWidth = clamp((target.clientWidth - TIME_WIDTH) / lanes.length, LANE_WIDTH);
  const rowHeight = WIDE.matches ? clamp((target.clientHeight - HEAD_HEIGHT) / (steps.length + 0.5), WIDE_ROW_HEIGHT) : ROW_HEIGHT;
  const [width, height] = [TIME_WIDTH + laneWidth * lanes.length, HEAD_HEIGHT + rowHeight * (steps.length + 0.5)];
  const xOf = (lane) => TIME_WIDTH + laneWidth * (lane + 0.5);
  const yOf = (row) => HEAD_HEIGHT + rowHeight * (row + 1);

  const svg = draw('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  svg.append(...talk(steps, xOf, yOf, height));
  lanes.forEach((leg, lane) => svg.append(...head(leg, xOf(lane), laneWidth, height, letter)));
  if (steps[0]?.time) svg.append(draw('text', { class: 'time', x: TIME_WIDTH - 8, y: HEAD_HEIGHT / 2 + 2 }, 's'));
  steps.forEach((step, row) => {
    if (step.time) svg.append(draw('text', { class: 'time', x: TIME_WIDTH - 8, y: yOf(row) + 4 }, secondsBetween(steps[0].time, step.time)));
    const isNew = call.callSid === last.callSid && row >= last.steps;
    const group = draw('g', { class: isNew ? `new ${step.from > step.to ? 'back' : ''}` : '' });
    group.append(...(step.note ? note(step, xOf(1), yOf(row), width, letter) : arrow(step, xOf, yOf(row), laneWidth)));
    svg.append(group);
  });

  const isAtEnd = target.scrollTop + target.clientHeight >= target.scrollHeight - 4;
  target.replaceChildren(svg);
  if (call.callSid === last.callSid && steps.length > last.steps && isAtEnd) target.scrollTop = target.scrollHeight;
  last = { callSid: call.callSid, steps: steps.length };
  return steps.map(({ words }) => words);
}

const clamp = (value, { least, most }) => Math.max(least, Math.min(most, value));

/** One leg for each lane: the devices that a call of the REST API rings have one CallSid, and a number can ring twice. */
function distinct(legs) {
  const keyOf = ({ client, callSid }) => (isTelephone(client) ? client : callSid);
  return legs.filter((leg, index) => legs.findIndex((other) => keyOf(other) === keyOf(leg)) === index);
}

/** Callees without a leg: they are not dialed yet, or not registered. A telephone calls the application's number, which is nobody's. */
function absentees({ legs, callees }) {
  const present = new Set(legs.filter(({ role }) => role !== 'caller').map(({ client }) => nameOf(client)));
  const isOurs = (name) => isTelephone(name) && isTelephone(legs[0].client);
  return callees.map(nameOf).filter((name) => !present.has(name) && !isOurs(name)).map((name) => ({ client: name, isAbsent: true }));
}

// Frames are ordered. Events are placed by their time.
function merge(frames, events) {
  const steps = [...frames];
  for (const event of events) {
    const next = steps.findIndex(({ time }) => isLater(time, event.time));
    steps.splice(next < 0 ? steps.length : next, 0, event);
  }
  return steps;
}

// 2026-11-25T20:00:00.1234567+00:00, with as many digits of the second as it needs; all are UTC.
const digits = (time) => time.replace(/(\.\d+)?(?=[+Z])/, (fraction) => (fraction || '.').padEnd(8, '0'));
const isLater = (time, other) => digits(time) > digits(other);

const secondsBetween = (start, end) => ((new Date(end) - new Date(start)) / 1000).toFixed(2);

function describe(step, lanes) {
  if (step.note) return { ...step, tone: step.code || step.type === 'fault.used' ? 'bad' : 'plain', words: step.note };
  // Only callers name their leg differently from its CallSid.
  const lane = Math.max(0, lanes.findIndex((leg) => leg?.callSid === step.callSid));
  const [from, to] = step.direction === 'in' ? [lane, 1] : [1, lane];
  const nameAt = (at) => (lanes[at] ? nameOf(lanes[at].client) : 'sandbox');
  const words = [`${nameAt(from)} to ${nameAt(to)}: ${step.type}`, step.bytes && formatSize(step.bytes)].filter(Boolean).join(', ');
  return { ...step, from, to, tone: TONES[step.type] ?? 'plain', words };
}

// Marks the time between answer and hang-up. The application's own call has only the callee's answer.
function talk(steps, xOf, yOf, height) {
  const answers = steps.filter(({ type }) => type === 'answer');
  const answered = steps.indexOf(answers.find(({ direction }) => direction === 'out') ?? answers[0]);
  if (answered < 0) return [];
  const ended = steps.findIndex(({ type }, row) => row > answered && type === 'hangup');
  const [top, bottom] = [answered, ended].map((row) => (row < 0 ? height : yOf(row)));
  const right = Math.max(...steps.map(({ from = 0, to = 0 }) => Math.max(from, to)));
  return [draw('rect', { class: 'talk', x: xOf(0), y: top, width: xOf(right) - xOf(0), height: bottom - top })];
}

function head(leg, x, laneWidth, height, letter) {
  const kind = leg ? (leg.isAbsent ? 'absent' : '') : 'sandbox';
  const name = shorten(leg ? nameOf(leg.client) : 'sandbox', laneWidth - 32, letter);
  const width = Math.min(laneWidth - 8, name.length * letter + 32);
  const boxHeight = HEAD_HEIGHT - 10;
  const box = draw('rect', { class: `head ${kind}`, x: x - width / 2, y: 1, width, height: boxHeight, rx: boxHeight / 2 });
  const text = draw('text', { class: `name ${kind}`, x, y: boxHeight / 2 + 1 + letter * 0.65 }, name);
  text.append(draw('title', {}, leg ? [nameOf(leg.client), leg.callSid].filter(Boolean).join(', ') : 'sandbox'));
  return [draw('line', { class: 'life', x1: x, y1: boxHeight + 1, x2: x, y2: height }), box, text];
}

function arrow({ from, to, type, bytes, tone }, xOf, y, laneWidth) {
  const [start, end] = [xOf(from), xOf(to)];
  const back = end > start ? -9 : 9;
  const label = draw('text', { class: `label ${tone}`, x: (start + end) / 2, y: y - 6 }, type);
  if (laneWidth > 130 && bytes) label.append(draw('tspan', { class: 'size', dx: 6 }, formatSize(bytes)));
  return [
    label,
    draw('line', { class: `arrow ${tone}`, x1: start, y1: y, x2: end, y2: y }),
    draw('path', { class: `tip ${tone}`, d: `M${end} ${y} l${back} -5 v10 z` }),
  ];
}

// A note on the sandbox's lane, or beside it if there is more room.
function note({ note: words, tone }, lane, y, width, letter) {
  const text = cut(words, width - TIME_WIDTH - 20, letter);
  const size = text.length * letter + 20;
  const x = clamp(lane, { least: TIME_WIDTH + size / 2, most: width - size / 2 - 1 });
  const label = draw('text', { class: `note-text ${tone}`, x, y: y + letter * 0.65 }, text);
  label.append(draw('title', {}, words));
  return [draw('rect', { class: `note ${tone}`, x: x - size / 2, y: y - 12, width: size, height: 24, rx: 12 }), label];
}

function cut(text, width, letter) {
  const most = Math.max(3, Math.floor(width / letter));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

// The end of a number tells more than its start.
function shorten(name, width, letter) {
  const most = Math.max(3, Math.floor(width / letter));
  return name.startsWith('+') && name.length > most ? `…${name.slice(1 - most)}` : cut(name, width, letter);
}
