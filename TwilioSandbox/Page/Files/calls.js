import { create, element, setText, showList } from './dom.js';
import { formatDuration, timeOfDay } from './time.js';

const STATES = { requested: 'Requesting TwiML', ringing: 'Ringing', answered: 'In call', ended: 'Ended' };

/** @param {string} client Such as client:alice, or +15005550001. */
export const nameOf = (client) => client.replace(/^client:/, '');

// The no-break space keeps the arrow with the callee.
export const describeParties = ({ from, callees }) => `${nameOf(from)} →\u00a0${callees.map(nameOf).join(', ') || 'the application'}`;

export function describeState({ state, code, reason }) {
  return state === 'ended' ? [code, reason].filter(Boolean).join(' ') : STATES[state];
}

/** The length of the conversation, or the waiting time before it. */
export function durationOf({ requestedAt, answeredAt, endedAt }) {
  return formatDuration((endedAt ? new Date(endedAt) : Date.now()) - new Date(answeredAt ?? requestedAt));
}

/** Lists all calls, newest first, and marks the selected one. */
export function showCalls(calls, chosen, onChoose) {
  element('calls-empty').hidden = calls.length > 0;
  showList(element('calls'), calls, ({ callSid }) => callSid,
    ({ callSid }) => {
      const button = create('button', 'call-row', create('span', 'dot'), create('strong'), create('span', 'when'), create('span', 'hint'));
      button.type = 'button';
      button.addEventListener('click', () => onChoose(callSid));
      return create('li', '', button);
    },
    (row, call) => {
      const button = row.firstElementChild;
      button.classList.toggle('on', call.state === 'answered');
      button.classList.toggle('waiting', call.state === 'requested' || call.state === 'ringing');
      button.classList.toggle('failed', Boolean(call.code));
      if (call === chosen) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
      setText(button.querySelector('strong'), describeParties(call));
      setText(button.querySelector('.when'), durationOf(call));
      setText(button.querySelector('.hint'), `${timeOfDay(call.requestedAt)} · ${describeState(call)}`);
    });
}
