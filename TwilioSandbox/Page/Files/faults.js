import { ask } from './api.js';
import { create, element, setText, showList } from './dom.js';
import { formatDuration } from './time.js';

const ALWAYS = ['client', 'count', 'for'];

// The kinds that the sandbox knows, and the fields that each takes.
const KINDS = {
  'drop-signaling': {
    name: 'Connections are lost', says: 'Open sockets break, and later ones as soon as they show their token.', takes: ALWAYS,
  },
  'delay-signaling': {
    name: 'Signalling is slow', says: 'Frames to phones arrive late, in their order.', takes: [...ALWAYS, 'delayMs'],
  },
  'refuse-registration': {
    name: 'Registration is refused', says: 'A phone that registers gets this error instead.', takes: [...ALWAYS, 'code'], count: 1,
  },
  'slow-voice-url': {
    name: 'The application is slow', says: 'The Voice URL is asked late.', takes: [...ALWAYS, 'delayMs'],
  },
  'fail-voice-url': {
    name: 'The application fails', says: 'The Voice URL is not asked; this status stands for its answer.', takes: [...ALWAYS, 'status'],
  },
  'wrong-clock': {
    name: 'The clock is wrong', says: 'Tokens are judged at another time than now; below 0 it is behind.', takes: ['for', 'offsetSeconds'],
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

// What should be a number and is none is left to the sandbox to explain.
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

/** Those that are on. */
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
      const how = [delayMs && `${delayMs} ms`, code, status, offsetSeconds && `${offsetSeconds} s ahead`].find(Boolean);
      const until = endsAt && `${formatDuration(new Date(endsAt) - Date.now())} left`;
      setText(row.querySelector('strong'), KINDS[kind].name);
      const facts = [client ?? 'everybody', how, `used ${used} times`, until];
      setText(row.querySelector('.hint'), facts.filter(Boolean).join(' · '));
      row.querySelector('button').setAttribute('aria-label', `End: ${KINDS[kind].name}`);
    });
}
