import { ask } from './api.js';
import { forget, know } from './known.js';
import { answerSound, close, closeSound, keepSound, offerSound } from './sound.js';

/** What waits for the microphone. */
const opening = new Set();

export const pathOf = (callSid, what) => `/sandbox/telephone/calls/${callSid}/${what}`;

/** Calls the application, once at a time. Returns whether it has called. */
export const callIn = (from, to, hasMicrophone) => once('call in', async () => {
  const { line, sdp } = hasMicrophone ? await offerSound() : {};
  try {
    const call = await ask('POST', '/sandbox/telephone/calls', { from, to, sdp });
    if (line) keepSound(call.callSid, line);
    know(call);
    return true;
  } catch (error) {
    if (line) close(line);
    throw error;
  }
});

/** What a person does in a call: a button of lines.js. */
export async function act({ callSid, sdp }, action, digit) {
  switch (action) {
    case 'microphone':
      await once(callSid, () => answer(callSid, sdp));
      break;
    case 'echo':
      await ask('POST', pathOf(callSid, 'answer'));
      break;
    case 'key':
      await ask('POST', pathOf(callSid, 'keys'), { digits: digit });
      break;
    case 'close':
      forget(callSid);
      break;
    default:
      await ask('POST', pathOf(callSid, action));
  }
}

async function answer(callSid, offer) {
  try {
    await ask('POST', pathOf(callSid, 'answer'), { sdp: await answerSound(callSid, offer) });
  } catch (error) {
    closeSound(callSid);
    throw error;
  }
}

/** The browser may ask for the microphone first. A second click must not open another one. */
async function once(what, action) {
  if (opening.has(what)) return false;
  opening.add(what);
  return action().finally(() => opening.delete(what));
}
