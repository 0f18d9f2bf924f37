import { checkName } from '../names.js';
import { showProblem } from './alert.js';

/**
 * A form with one name in it. A name that breaks the rule is explained, and not submitted.
 * @param {HTMLFormElement} form
 * @param {(name: string) => void} onSubmit
 */
export function onNameSubmitted(form, onSubmit) {
  const input = form.querySelector('input');
  input.addEventListener('input', () => input.removeAttribute('aria-invalid'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const name = input.value.trim();
    const complaint = checkName(name);
    if (!complaint) return onSubmit(name);

    showProblem(complaint);
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  });
}
