// The microphone and the loudspeaker of this tab, for the telephone's calls.

/** What is open for each call: { connection, stream, audio }, by CallSid. */
const open = new Map();

/** Whether this tab has the sound of a call. */
export const hasSound = (callSid) => open.has(callSid);

/**
 * Opens the microphone for an incoming call.
 * @param {string} callSid
 * @param {string} offer The sandbox's session description.
 * @returns {Promise<string>} This browser's.
 */
export async function answerSound(callSid, offer) {
  const line = await openLine();
  open.set(callSid, line);
  await line.connection.setRemoteDescription({ type: 'offer', sdp: offer });
  return describe(line, await line.connection.createAnswer());
}

/** Opens the microphone for a call that has no CallSid yet. */
export async function offerSound() {
  const line = await openLine();
  return { line, sdp: await describe(line, await line.connection.createOffer()) };
}

export const keepSound = (callSid, line) => open.set(callSid, line);

/** The sandbox has answered an outgoing call. */
export async function completeSound(callSid, answer) {
  const line = open.get(callSid);
  if (line.isComplete) return;
  line.isComplete = true;
  await line.connection.setRemoteDescription({ type: 'answer', sdp: answer });
}

export function closeSound(callSid) {
  if (open.has(callSid)) close(open.get(callSid));
  open.delete(callSid);
}

export function close({ connection, stream, audio }) {
  for (const track of stream.getTracks()) track.stop();
  connection.close();
  audio.srcObject = null;
}

async function openLine() {
  const stream = await openMicrophone();
  const connection = new RTCPeerConnection();
  const audio = new Audio();
  audio.autoplay = true;
  connection.addEventListener('track', ({ track }) => { audio.srcObject = new MediaStream([track]); });
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
  return { connection, stream, audio };
}

async function openMicrophone() {
  if (!navigator.mediaDevices) throw new Error('The browser offers its microphone only to pages on localhost, or with HTTPS.');
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch ({ name }) {
    throw new Error(name === 'NotAllowedError'
      ? 'The browser does not allow the microphone. Allow it for this page, then try again.'
      : 'The browser finds no microphone. Connect one, then try again.');
  }
}

// The sandbox takes one description with everything in it.
async function describe({ connection }, description) {
  await connection.setLocalDescription(description);
  while (connection.iceGatheringState !== 'complete') {
    await new Promise((next) => { connection.addEventListener('icegatheringstatechange', next, { once: true }); });
  }
  return connection.localDescription.sdp;
}
