import { CATALOG } from '../catalog.js';
import { create } from '../view/dom.js';

/**
 * Shows why Twilio refused something: code, claim and remedy.
 * @param {HTMLElement} place
 * @param {import('../diagram/narrator.js').Refusal | null} refusal
 * @param {{remedy: string} | null} attempt What was tried.
 * @param {{open: () => void, clear: () => void}} actions
 */
export function showRefusal(place, refusal, attempt, { open, clear }) {
  place.replaceChildren(...(refusal ? [toCard(refusal, attempt, open, clear)] : []));
}

/**
 * @param {import('../diagram/narrator.js').Refusal} refusal
 * @param {{remedy: string} | null} attempt
 * @param {() => void} open
 * @param {() => void} clear
 */
function toCard({ code, title, fault, claim, remedy }, attempt, open, clear) {
  const [what, todo] = CATALOG[code] ?? [];
  const facts = create(
    'dl', '',
    create('dt', '', 'What is wrong'), create('dd', '', ...(claim ? [create('code', '', claim), ' '] : []), fault ?? what ?? ''),
    create('dt', '', 'Remedy'), create('dd', '', attempt?.remedy ?? remedy ?? todo ?? ''),
  );
  const look = create('button', '', 'Look inside the token');
  look.addEventListener('click', open);
  const done = create('button', 'quiet', 'Clear');
  done.addEventListener('click', clear);
  for (const button of [look, done]) button.type = 'button';
  return create(
    'div', 'refusal',
    create('p', 'code', String(code)), create('p', 'title', title || what || 'Refused'), create('p', 'by', 'Twilio’s code'),
    facts, create('div', 'row', look, done),
  );
}
