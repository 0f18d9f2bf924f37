import { create, element, showList } from './dom.js';
import { timeOfDay } from './time.js';

const MOST = 50;

const isVerdict = ({ type, code, explanation }) => type === 'token.accepted' || Boolean(code ?? explanation);

/** Lists accepted and refused tokens, newest first. */
export function showVerdicts(events) {
  const verdicts = events.filter(isVerdict).slice(0, MOST);
  element('verdicts-empty').hidden = verdicts.length > 0;
  showList(element('verdicts'), verdicts, ({ id, time }) => `${id} ${time}`, describe, () => {});
}

function describe({ type, client, code, message, explanation, time }) {
  const accepted = type === 'token.accepted';
  const what = create('p', 'what', accepted ? `Token accepted: ${message}` : [code, message ?? type].filter(Boolean).join(' '));
  const who = create('p', 'hint', [client, timeOfDay(time), type].filter(Boolean).join(' · '));
  return create('li', accepted ? 'verdict' : 'verdict refused', what, ...(explanation ? [create('p', '', explanation)] : []), who);
}

/** @param {Error} error Explains why there is no verdict. */
export function showRefusal({ message }) {
  element('explained').replaceChildren(create('div', 'verdict refused', create('p', 'what', message)));
}

/** @param {any} verdict The response of POST /sandbox/explain. */
export function showExplanation(verdict) {
  const { accepted, code, message, explanation, kind, identity, allowsIncoming, applicationSid, secondsLeft, warnings = [] } = verdict;
  const rights = [allowsIncoming && 'may receive calls', applicationSid && 'may place calls'].filter(Boolean);
  const what = accepted ? `Accepted, valid for ${secondsLeft} s` : `${code} ${message}`;
  const why = accepted ? `The ${kind} token of ${identity ?? 'an anonymous client'} ${rights.join(' and ') || 'allows no calls'}.` : explanation;
  element('explained').replaceChildren(create('div', accepted ? 'verdict' : 'verdict refused',
    create('p', 'what', what), create('p', '', why),
    ...warnings.map(({ claim, was, remedy }) => create('p', '', `'${claim}' is ${was}. ${remedy}`))));
}
