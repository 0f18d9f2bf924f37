import { closeSound, completeSound, hasSound } from './sound.js';

/** For this long, what was requested earlier can contradict what this tab has just done. */
export const GRACE = 2000;

/** The telephone's calls that this tab knows, by CallSid: live ones, and those of the call that ended last. */
const known = new Map();

export const knownCalls = () => [...known.values()];

/** @param {any} call A call of a response. A list of calls that was requested earlier does not have it. */
export function know(call, isListed = false) {
  const before = known.get(call.callSid);
  known.set(call.callSid, Object.assign(before ?? { knownSince: Date.now() }, call, { isListed: isListed || before?.isListed }));
}

export const forget = (callSid) => known.delete(callSid);

/**
 * Gives each call its `phase` (ringing, calling, answered or ended), its `call` in the list of all calls, and `why` it ended.
 * @param {{ telephone: any, calls: any[], events: any[] }} state
 * @param {(error: Error) => void} report
 */
export function followCalls(state, report) {
  for (const call of state.telephone.calls) know(call, true);
  for (const line of known.values()) follow(line, state, report);
  forgetEnded();
}

function follow(line, { telephone, calls, events }, report) {
  const live = telephone.calls.find(({ callSid }) => callSid === line.callSid);
  line.call = calls.find(({ legs }) => legs.some(({ callSid }) => callSid === line.callSid)) ?? line.call;
  if (!live && (line.isListed || line.call?.state === 'ended' || Date.now() - line.knownSince > GRACE)) {
    line.phase = 'ended';
    line.endedAt ??= Date.now();
    line.why = reasonOf(line, events) || line.why;
    closeSound(line.callSid);
    return;
  }
  line.phase = line.state === 'answered' ? 'answered' : line.direction === 'outgoing' ? 'calling' : 'ringing';
  if (line.direction === 'outgoing' && line.sdp && hasSound(line.callSid)) completeSound(line.callSid, line.sdp).catch(report);
}

// A call whose TwiML runs ends with call.ended. A callee's ends with its <Dial>: "busy: +15005550001 declined the call."
function reasonOf({ callSid, startedAt, call }, events) {
  const isCaller = call?.callSid === callSid;
  const ended = events.find(({ type, callSid: of, time }) => of === call?.callSid
    && type === (isCaller ? 'call.ended' : 'dial.ended') && new Date(time) >= new Date(startedAt));
  return isCaller ? [ended?.code, ended?.message].filter(Boolean).join(' ') : ended?.message.replace(/^[a-z-]+: /, '');
}

/** Keeps every leg of the call that ended last, until another call starts or ends. */
function forgetEnded() {
  const changedAt = ({ endedAt, knownSince }) => endedAt ?? knownSince;
  const [last] = [...known.values()].sort((a, b) => changedAt(b) - changedAt(a));
  for (const [callSid, { phase, call }] of known) if (phase === 'ended' && call?.callSid !== last.call?.callSid) known.delete(callSid);
}
