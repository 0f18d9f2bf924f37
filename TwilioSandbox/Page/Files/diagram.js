import { nameOf } from './calls.js';
import { create, draw, element } from './dom.js';
import { formatSize } from './time.js';

// In pixels.
const TIME_WIDTH = 48;
const LANE_WIDTH = { least: 84, most: 260 };
const HEAD_HEIGHT = 34;
const ROW_HEIGHT = 36;
const LETTER_WIDTH = 7.2;

const TONES = { answer: 'good', connected: 'good', hangup: 'bad', cancel: 'bad', reject: 'bad', error: 'bad' };

/**
 * Draws the signaling of a call in order: a lane for each leg, with the sandbox between the caller and the callees.
 * @param {any} call
 * @param {any[]} frames Frames between devices and sandbox, in order.
 * @param {any[]} events Other events of the call, in order.
 */
export function drawDiagram(call, frames, events) {
  const lanes = [call.legs[0], null, ...call.legs.slice(1)];
  const steps = merge(frames, events).map((step) => describe(step, lanes));
  const room = element('diagram').clientWidth;
  const laneWidth = Math.max(LANE_WIDTH.least, Math.min(LANE_WIDTH.most, (room - TIME_WIDTH) / lanes.length));
  const [width, height] = [TIME_WIDTH + laneWidth * lanes.length, HEAD_HEIGHT + ROW_HEIGHT * (steps.length + 0.5)];
  const xOf = (lane) => TIME_WIDTH + laneWidth * (lane + 0.5);

  const svg = draw('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  svg.append(...talk(call, steps, xOf, height));
  svg.append(draw('text', { class: 'time', x: TIME_WIDTH - 6, y: HEAD_HEIGHT / 2 + 2 }, 's'));
  lanes.forEach((leg, lane) => svg.append(...head(leg, xOf(lane), laneWidth, height)));
  steps.forEach((step, row) => {
    const y = HEAD_HEIGHT + ROW_HEIGHT * (row + 1);
    svg.append(draw('text', { class: 'time', x: TIME_WIDTH - 6, y: y + 4 }, secondsBetween(steps[0].time, step.time)));
    svg.append(...(step.note ? note(step, xOf(1), y, width) : arrow(step, xOf, y, laneWidth)));
  });
  element('diagram').replaceChildren(svg);
  element('steps').replaceChildren(...steps.map(({ words }) => create('li', '', words)));
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
  if (!step.direction) {
    const text = `${step.code ?? ''} ${step.message ?? step.type}`.trim().replace(/https?:\/\/[^/ ]+/, '');
    return { ...step, note: text, tone: step.code || step.type === 'fault.used' ? 'bad' : 'plain', words: text };
  }
  // Only callers name their leg differently from its CallSid.
  const lane = Math.max(0, lanes.findIndex((leg) => leg?.callSid === step.callSid));
  const [from, to] = step.direction === 'in' ? [lane, 1] : [1, lane];
  const nameAt = (at) => (lanes[at] ? nameOf(lanes[at].client) : 'sandbox');
  const words = `${nameAt(from)} to ${nameAt(to)}: ${step.type}, ${formatSize(step.bytes)}`;
  return { ...step, from, to, tone: TONES[step.type] ?? 'plain', words };
}

// Marks the time between answer and hang-up.
function talk(call, steps, xOf, height) {
  const answered = steps.findIndex(({ type, direction }) => type === 'answer' && direction === 'out');
  if (answered < 0) return [];
  const ended = steps.findIndex(({ type }, row) => row > answered && type === 'hangup');
  const [top, bottom] = [answered, ended].map((row) => (row < 0 ? height : HEAD_HEIGHT + ROW_HEIGHT * (row + 1)));
  const last = Math.max(...steps.map(({ from = 0, to = 0 }) => Math.max(from, to)));
  return [draw('rect', { class: 'talk', x: xOf(0), y: top, width: xOf(last) - xOf(0), height: bottom - top })];
}

function head(leg, x, laneWidth, height) {
  const width = Math.min(laneWidth - 8, 150);
  const box = draw('rect', { class: leg ? 'head' : 'head sandbox', x: x - width / 2, y: 1, width, height: HEAD_HEIGHT - 8, rx: 6 });
  const name = leg ? nameOf(leg.client) : 'sandbox';
  const text = draw('text', { class: leg ? 'name' : 'name sandbox', x, y: HEAD_HEIGHT / 2 + 2 }, cut(name, width - 10));
  text.append(draw('title', {}, leg ? `${name}, ${leg.callSid}` : name));
  return [draw('line', { class: 'life', x1: x, y1: HEAD_HEIGHT - 7, x2: x, y2: height }), box, text];
}

function arrow({ from, to, type, bytes, tone }, xOf, y, laneWidth) {
  const [start, end] = [xOf(from), xOf(to)];
  const back = end > start ? -7 : 7;
  const label = draw('text', { class: `label ${tone}`, x: (start + end) / 2, y: y - 6 }, type);
  if (laneWidth > 130) label.append(draw('tspan', { class: 'size', dx: 6 }, formatSize(bytes)));
  return [
    draw('line', { class: `arrow ${tone}`, x1: start, y1: y, x2: end, y2: y }),
    draw('path', { class: `tip ${tone}`, d: `M${end} ${y} l${back} -4 v8 z` }),
    label,
  ];
}

// A note on the sandbox's lane, as wide as the space on both sides allows.
function note({ note: words, tone }, x, y, width) {
  const room = 2 * Math.min(x - TIME_WIDTH, width - x) + (x < width / 2 ? TIME_WIDTH : 0);
  const text = cut(words, room - 20);
  const size = text.length * LETTER_WIDTH + 20;
  const label = draw('text', { class: `note-text ${tone}`, x, y: y + 4 }, text);
  label.append(draw('title', {}, words));
  return [draw('rect', { class: `note ${tone}`, x: x - size / 2, y: y - 11, width: size, height: 22, rx: 11 }), label];
}

function cut(text, width) {
  const most = Math.max(3, Math.floor(width / LETTER_WIDTH));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
