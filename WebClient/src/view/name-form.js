import { checkName } from '../names.js';
import { showProblem } from './alert.js';
import { byId } from './dom.js';

/**
 * A form with one name. An invalid name is explained and not submitted.
 * @param {string} formId
 * @param {string} inputId
 * @param {(name: string) => void} onSubmit
 */
export function onNameSubmitted(formId, inputId, onSubmit) {
  const input = byId(inputId, HTMLInputElement);
  input.addEventListener('input', () => input.removeAttribute('aria-invalid'));
  byId(formId, HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const name = input.value.trim();
    const complaint = checkName(name);
    if (!complaint) return onSubmit(name);

    showProblem(complaint);
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  });
}
