import { ask } from './api.js';
import { create, element, setText, showList } from './dom.js';
import { formatDuration } from './time.js';

const ALWAYS = ['client', 'count', 'for'];

// The kinds of fault, and the fields of each.
const KINDS = {
  'drop-signaling': {
    name: 'Drop signaling', says: 'Breaks open connections, and refuses new ones.', takes: ALWAYS,
  },
  'delay-signaling': {
    name: 'Delay signaling', says: 'Delivers frames to phones late, but in order.', takes: [...ALWAYS, 'delayMs'],
  },
  'refuse-registration': {
    name: 'Refuse registration', says: 'Answers a registration with this error.', takes: [...ALWAYS, 'code'], count: 1,
  },
  'slow-voice-url': {
    name: 'Slow Voice URL', says: 'Delays requests to the Voice URL.', takes: [...ALWAYS, 'delayMs'],
  },
  'fail-voice-url': {
    name: 'Failing Voice URL', says: 'Uses this HTTP status instead of a request to the Voice URL.', takes: [...ALWAYS, 'status'],
  },
  'wrong-clock': {
    name: 'Wrong clock', says: 'Judges tokens at another time. Negative values are earlier.', takes: ['for', 'offsetSeconds'],
  },
};

const form = () => element('fault-form');

export function setUpFaults() {
  const { kind } = form().elements;
  kind.append(...Object.entries(KINDS).map(([value, { name }]) => new Option(name, value)));
  kind.addEventListener('change', showFields);
  form().addEventListener('submit', (event) => { event.preventDefault(); start(); });
  showFields();
}

function showFields() {
  const { takes, says, count } = KINDS[form().elements.kind.value];
  setText(element('fault-says'), says);
  for (const label of form().querySelectorAll('[data-field]')) label.hidden = !takes.includes(label.dataset.field);
  form().elements.count.value = count ?? '';
}

async function start() {
  const { kind, ...fields } = Object.fromEntries([...form().elements].map((field) => [field.name, field.value.trim()]));
  const given = KINDS[kind].takes.filter((name) => fields[name]).map((name) => [name, asSent(name, fields[name])]);
  await tell(() => ask('POST', '/sandbox/faults', { kind, ...Object.fromEntries(given) }));
}

// Sends a value that should be a number as it is: the sandbox explains the error.
function asSent(name, text) {
  return name === 'client' || Number.isNaN(Number(text)) ? text : Number(text);
}

async function tell(action) {
  setText(element('fault-alert'), '');
  try {
    await action();
  } catch ({ message }) {
    setText(element('fault-alert'), message);
  }
}

/** Lists active faults. */
export function showFaults(faults) {
  element('faults').hidden = faults.length === 0;
  showList(element('faults'), faults, ({ id }) => String(id),
    ({ id }) => {
      const button = create('button', 'quiet', 'End');
      button.type = 'button';
      button.addEventListener('click', () => tell(() => ask('DELETE', `/sandbox/faults/${id}`)));
      return create('li', 'fault', create('strong'), create('span', 'hint'), button);
    },
    (row, { kind, client, used, endsAt, delayMs, code, status, offsetSeconds }) => {
      const how = [delayMs && `${delayMs} ms`, code, status, offsetSeconds && `offset ${offsetSeconds} s`].find(Boolean);
      const until = endsAt && `${formatDuration(new Date(endsAt) - Date.now())} left`;
      setText(row.querySelector('strong'), KINDS[kind].name);
      const facts = [client ?? 'everyone', how, `used ${used} times`, until];
      setText(row.querySelector('.hint'), facts.filter(Boolean).join(' · '));
      row.querySelector('button').setAttribute('aria-label', `End: ${KINDS[kind].name}`);
    });
}
