import { create, element, showList } from './dom.js';
import { timeOfDay } from './time.js';

const MOST = 50;

const isVerdict = ({ type, code, explanation }) => type === 'token.accepted' || Boolean(code ?? explanation);
const causeOf = ({ callSid, code }) => `${callSid} ${code}`;

/** Lists accepted and refused tokens, failures and warnings, newest first. */
export function showVerdicts(events) {
  const broken = new Set(events.filter(({ type }) => type === 'fault.used').map(({ connection }) => connection));
  // The end of a call repeats the failure of its webhook.
  const failures = new Set(events.filter(({ type }) => type === 'voice.failed').map(causeOf));
  const verdicts = events.filter((event) => isVerdict(event) && !(event.type === 'call.ended' && failures.has(causeOf(event)))).slice(0, MOST)
    .map((event) => ({ ...event, isBroken: event.type === 'token.accepted' && broken.has(event.connection) }));
  element('verdicts-empty').hidden = verdicts.length > 0;
  showList(element('verdicts'), verdicts, ({ id, time, isBroken }) => `${id} ${time} ${isBroken}`, describe, () => {});
}

function describe({ type, client, code, message, explanation, time, isBroken }) {
  const who = create('p', 'hint', [client, timeOfDay(time), type].filter(Boolean).join(' · '));
  const why = explanation ? [create('p', '', explanation)] : [];
  if (type === 'voice.warning') return create('li', 'verdict warned', create('p', 'what', ['Warning', code].filter(Boolean).join(' ')), ...why, who);
  if (type !== 'token.accepted') return create('li', 'verdict refused', headline(code, message ?? type), ...why, who);
  if (!isBroken) return create('li', 'verdict', create('p', 'what', `Token accepted: ${message}`), ...why, who);
  return create('li', 'verdict broken', create('p', 'what', 'Connection broken by a fault'), create('p', '', `The sandbox had accepted the token: ${message}.`), who);
}

// The code is larger.
const headline = (code, message) => create('p', 'what', ...(code ? [create('b', '', code), ' '] : []), message);

/** @param {Error} error Explains why there is no verdict. */
export function showRefusal({ message }) {
  element('explained').replaceChildren(create('div', 'verdict refused', headline(null, message)));
}

/** @param {any} verdict The response of POST /sandbox/explain. */
export function showExplanation(verdict) {
  const { accepted, code, message, explanation, kind, identity, allowsIncoming, applicationSid, secondsLeft, warnings = [] } = verdict;
  const rights = [allowsIncoming && 'may receive calls', applicationSid && 'may place calls'].filter(Boolean);
  const what = accepted ? create('p', 'what', `Accepted, valid for ${secondsLeft} s`) : headline(code, message);
  const why = accepted ? `The ${kind} token of ${identity ?? 'an anonymous client'} ${rights.join(' and ') || 'allows no calls'}.` : explanation;
  element('explained').replaceChildren(create('div', accepted ? 'verdict' : 'verdict refused',
    what, create('p', '', why),
    ...warnings.map(({ claim, was, remedy }) => create('p', '', `'${claim}' is ${was}. ${remedy}`))));
}
