import { nameOf } from './calls.js';
import { draw } from './dom.js';
import { isLater, isTelephone, nameKeys, tellStory } from './story.js';
import { formatSize } from './time.js';

// In pixels.
const TIME_WIDTH = 48;
const LANE_WIDTH = { least: 84, most: 340 };
const HEAD_HEIGHT = 38;
const ROW_HEIGHT = 34;
const NOTE_GAP = 8;

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
  const steps = merge(nameKeys(frames, events), tellStory(call, events)).map((step) => describe(step, lanes));
  const letter = parseFloat(getComputedStyle(target).fontSize) * 0.55;
  const laneWidth = clamp((target.clientWidth - TIME_WIDTH) / lanes.length, LANE_WIDTH);
  // The label of an arrow needs more room below a note.
  const gaps = steps.map((step, row) => NOTE_GAP * steps.slice(0, row).filter(({ note }) => note).length);
  const allGaps = gaps.at(-1) ?? 0;
  const rows = steps.length + 0.5;
  const rowHeight = WIDE.matches ? clamp((target.clientHeight - HEAD_HEIGHT - allGaps) / rows, WIDE_ROW_HEIGHT) : ROW_HEIGHT;
  const [width, height] = [TIME_WIDTH + laneWidth * lanes.length, rowHeight * rows + allGaps];
  const xOf = (lane) => TIME_WIDTH + laneWidth * (lane + 0.5);
  const yOf = (row) => rowHeight * (row + 1) + gaps[row];

  const heads = canvas('heads', width, HEAD_HEIGHT);
  lanes.forEach((leg, lane) => heads.append(...head(leg, xOf(lane), laneWidth, letter)));
  if (steps[0]?.time) heads.append(draw('text', { class: 'time', x: TIME_WIDTH - 8, y: HEAD_HEIGHT / 2 + 2 }, 's'));
  const svg = canvas('', width, height);
  svg.append(...lanes.flatMap((leg, lane) => (leg ? talk(steps, lane, xOf(lane), laneWidth, yOf, height) : [])));
  svg.append(...lanes.map((_, lane) => draw('line', { class: 'life', x1: xOf(lane), y1: 0, x2: xOf(lane), y2: height })));
  steps.forEach((step, row) => {
    if (step.time) svg.append(draw('text', { class: 'time', x: TIME_WIDTH - 8, y: yOf(row) + 4 }, secondsBetween(steps[0].time, step.time)));
    const isNew = call.callSid === last.callSid && row >= last.steps;
    const group = draw('g', { class: isNew ? `new ${step.from > step.to ? 'back' : ''}` : '' });
    group.append(...(step.note ? note(step, xOf(1), yOf(row), width, letter) : arrow(step, xOf, yOf(row), laneWidth, letter)));
    svg.append(group);
  });

  const isAtEnd = target.scrollTop + target.clientHeight >= target.scrollHeight - 4;
  target.replaceChildren(heads, svg);
  if (call.callSid === last.callSid && steps.length > last.steps && isAtEnd) target.scrollTop = target.scrollHeight;
  last = { callSid: call.callSid, steps: steps.length };
  return steps.map(({ words }) => words);
}

const canvas = (className, width, height) =>
  draw('svg', { class: className, width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });

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

const secondsBetween = (start, end) => ((new Date(end) - new Date(start)) / 1000).toFixed(2);

function describe(step, lanes) {
  if (step.note) return { ...step, tone: toneOf(step), words: step.note };
  // Only callers name their leg differently from its CallSid.
  const lane = Math.max(0, lanes.findIndex((leg) => leg?.callSid === step.callSid));
  const [from, to] = step.direction === 'in' ? [lane, 1] : [1, lane];
  const nameAt = (at) => (lanes[at] ? nameOf(lanes[at].client) : 'sandbox');
  const words = [`${nameAt(from)} to ${nameAt(to)}: ${step.type}`, step.bytes && formatSize(step.bytes)].filter(Boolean).join(', ');
  return { ...step, from, to, tone: TONES[step.type] ?? 'plain', words };
}

function toneOf({ type, code }) {
  if (type === 'voice.warning') return 'warn';
  return code || type === 'fault.used' ? 'bad' : 'plain';
}

// Marks the time between the answer and the end of a leg.
function talk(steps, lane, x, laneWidth, yOf, height) {
  const isOurs = ({ from, to }) => from === lane || to === lane;
  const answered = steps.findIndex((step) => step.type === 'answer' && isOurs(step));
  if (answered < 0) return [];
  const ended = steps.findIndex((step, row) => row > answered && (step.type === 'call.ended' || (step.type === 'hangup' && isOurs(step))));
  const [top, bottom] = [answered, ended].map((row) => (row < 0 ? height : yOf(row)));
  return [draw('rect', { class: 'talk', x: x - laneWidth / 6, y: top, width: laneWidth / 3, height: bottom - top, rx: 8 })];
}

function head(leg, x, laneWidth, letter) {
  const kind = leg ? (leg.isAbsent ? 'absent' : '') : 'sandbox';
  const name = shorten(leg ? nameOf(leg.client) : 'sandbox', laneWidth - 32, letter);
  const width = Math.min(laneWidth - 8, name.length * letter + 32);
  const boxHeight = HEAD_HEIGHT - 10;
  const box = draw('rect', { class: `head ${kind}`, x: x - width / 2, y: 1, width, height: boxHeight, rx: boxHeight / 2 });
  const text = draw('text', { class: `name ${kind}`, x, y: boxHeight / 2 + 1 + letter * 0.65 }, name);
  text.append(draw('title', {}, leg ? [nameOf(leg.client), leg.callSid].filter(Boolean).join(', ') : 'sandbox'));
  return [box, text];
}

function arrow({ from, to, type, bytes, tone }, xOf, y, laneWidth, letter) {
  const [start, end] = [xOf(from), xOf(to)];
  const back = end > start ? -9 : 9;
  const label = draw('text', { class: `label ${tone}`, x: (start + end) / 2, y: y - 6 }, cut(type, Math.abs(end - start), letter));
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
