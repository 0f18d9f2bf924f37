import { beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../src/api-error.js';
import { Phone } from '../src/phone.js';
import { createLeg, FakeSdk, FakeTokens } from './fake-sdk.js';

/** @type {FakeSdk} */
let sdk;
/** @type {FakeTokens} */
let tokens;
/** @type {Phone} */
let phone;
/** @type {import('../src/phone.js').PhoneState} */
let state;
let renews = false;

beforeEach(() => {
  sdk = new FakeSdk();
  tokens = new FakeTokens();
  renews = false;
  const devices = () => ({ microphone: '', speaker: '' });
  phone = new Phone(sdk.openLine, tokens, { sandbox: null, devices, renews: () => renews }, (now) => { state = now; });
});

async function ring() {
  await phone.register();
  const leg = createLeg('alice');
  sdk.line.onincoming(leg);
  return leg;
}

async function talk() {
  const leg = await ring();
  phone.accept();
  leg.onopen();
  return leg;
}

test('registering requests a token for incoming calls only', async () => {
  await phone.register();
  expect(sdk.tokens).toEqual(['incoming']);
  expect(state.registration).toBe('on');
});

test('calling requests a token for outgoing calls only', async () => {
  await phone.call('bob');
  expect(sdk.tokens).toEqual(['outgoing']);
  expect(state.call).toMatchObject({ name: 'bob', phase: 'calling' });
});

test('calling while registered keeps the line with a token for both directions', async () => {
  await phone.register();
  const { line } = sdk;
  await phone.call('bob');
  expect(sdk.line).toBe(line);
  expect(sdk.tokens).toEqual(['incoming', 'incoming+outgoing']);
});

test('incoming call rings, opens and ends', async () => {
  const leg = await ring();
  expect(state.call).toMatchObject({ name: 'alice', phase: 'incoming' });
  phone.accept();
  expect(state.call?.phase).toBe('answering');
  leg.onopen();
  expect(state.call?.phase).toBe('open');
  leg.onended('hung-up');
  expect(state).toMatchObject({ call: null, registration: 'on', notice: 'alice ended the call.' });
});

test('declining a call rejects it and shows a notice', async () => {
  const leg = await ring();
  phone.hangUp();
  expect(leg.did).toEqual(['reject']);
  expect(state.notice).toBe('You declined the call from alice.');
});

test('slow Voice URL is explained in a notice', async () => {
  vi.useFakeTimers();
  try {
    await phone.call('bob');
    vi.advanceTimersByTime(4_999);
    expect(state.notice).toBe('');
    vi.advanceTimersByTime(1);
    expect(state.notice).toContain('has not answered yet');
    sdk.legs[0].onringing();
    expect(state).toMatchObject({ notice: '', call: { phase: 'ringing' } });
  } finally {
    vi.useRealTimers();
  }
});

test('unregistered phone closes its line after a call', async () => {
  await phone.call('bob');
  phone.hangUp();
  expect(sdk.line).toBeNull();
});

test('events of a call that has ended are ignored', async () => {
  await phone.call('bob');
  const [leg] = sdk.legs;
  phone.hangUp();
  await phone.call('carol');
  leg.onended('hung-up');
  expect(state.call?.name).toBe('carol');
});

test('second call is not possible during a call', async () => {
  const leg = await talk();
  await phone.call('carol');
  expect(sdk.legs).toEqual([]);
  expect(state.call).toMatchObject({ name: 'alice', phase: 'open' });
  phone.hangUp();
  expect(leg.did).toEqual(['accept', 'hang up']);
});

test('call is not possible while the connection is lost', async () => {
  await phone.register();
  sdk.line.ondown();
  await phone.call('carol');
  expect(state).toMatchObject({ registration: 'lost', call: null });
});

test('hanging up before the token arrives keeps the registration on that token', async () => {
  await phone.register();
  const calling = phone.call('bob');
  phone.hangUp();
  await calling;
  expect(sdk.tokens).toEqual(['incoming', 'incoming+outgoing']);
  expect(sdk.legs).toEqual([]);
});

test('second caller is declined and listed in the history', async () => {
  await talk();
  const second = createLeg('carol');
  sdk.line.onincoming(second);
  expect(second.did).toEqual(['reject']);
  expect(state.call?.name).toBe('alice');
  expect(state.history).toMatchObject([{ name: 'carol', outcome: 'declined because you were busy' }]);
});

async function callOwnName() {
  await phone.register();
  await phone.call(tokens.identity);
  sdk.legs[0].onringing();
  const arrived = createLeg(tokens.identity);
  sdk.line.onincoming(arrived);
  expect(arrived.did).toEqual(['reject']);
  expect(state).toMatchObject({ call: { phase: 'ringing' }, history: [], notice: expect.stringContaining('You called your own name.') });
}

test.each([undefined, { code: 31486, message: 'Busy Here' }])('call to the user’s own name is explained at its end (%o)', async (error) => {
  await callOwnName();
  sdk.legs[0].onended('hung-up', error);
  expect(state).toMatchObject({ call: null, problem: null, registration: 'on', history: [{ outcome: 'not answered' }] });
  expect(state.notice).toBe('You called your own name. This window was busy with the call, and no other window answered.');
});

test('call to the user’s own name that another window answers is an ordinary call', async () => {
  await callOwnName();
  sdk.legs[0].onopen();
  expect(state.notice).toBe('');
  sdk.legs[0].onended('hung-up');
  expect(state.notice).toBe('dora ended the call.');
});

test('call from another window of the same user during another call is declined like any call', async () => {
  await phone.register();
  await phone.call('bob');
  sdk.line.onincoming(createLeg(tokens.identity));
  expect(state.notice).toBe('dora called while you were busy and was declined.');
});

test('other windows of the same user are named while they ring too', async () => {
  const both = 'Another window is also registered as dora. Calls ring in both.';
  phone.knowRegistered(['dora', 'dora']);
  expect(state?.notice ?? '').toBe(''); // This phone does not ring.
  await phone.register();
  expect(state.notice).toBe(both);
  sdk.line.onincoming(createLeg('bob'));
  expect(state.notice).toBe('');
  phone.hangUp();
  expect(state.notice).toBe(`You declined the call from bob. ${both}`);
  phone.knowRegistered(['bob', 'dora', 'dora', 'dora']);
  expect(state.notice).toContain('2 other windows are also registered as dora. Calls ring in all of them.');
  phone.knowRegistered(['bob', 'dora']);
  expect(state.notice).toBe('You declined the call from bob.');
});

test('mute and keypad reach the call', async () => {
  const leg = await talk();
  phone.mute(true);
  phone.dial('1');
  phone.dial('#');
  expect(leg.did).toEqual(['accept', 'mute', 'dial 1', 'dial #']);
  expect(state.call).toMatchObject({ muted: true, digits: '1#' });
});

test('call continues while the connection is lost', async () => {
  const leg = await talk();
  leg.onreconnecting();
  expect(state.call).toMatchObject({ phase: 'open', reconnecting: true });
  sdk.line.onup();
  expect(state.call).toMatchObject({ phase: 'open', reconnecting: false });
});

test('history lists every call, newest first', async () => {
  const leg = await talk();
  leg.onended('hung-up');
  await phone.call('bob');
  sdk.legs[0].onended('hung-up', { code: 31404, message: 'Not Found' });
  expect(state.history).toMatchObject([{ name: 'bob', outcome: 'failed' }, { name: 'alice', outcome: 'answered' }]);
  expect(state.problem).toMatchObject({ code: 31404 });
});

test('call ended by an outage is reported as a lost connection', async () => {
  const leg = await talk();
  leg.onended('hung-up', { code: 31005, message: '' });
  expect(state.notice).toBe('The call with alice ended because the connection was lost.');
  expect(state.history).toMatchObject([{ outcome: 'connection lost' }]);
});

test('unregistering closes the line and shows a notice', async () => {
  await phone.register();
  phone.unregister();
  expect(state).toMatchObject({ registration: 'off', notice: 'You no longer receive calls.' });
  expect(sdk.line).toBeNull();
});

test('refused token ends the registration', async () => {
  await phone.register();
  sdk.line.onerror({ code: 31205, message: 'JWT Token Expired' });
  expect(state).toMatchObject({ registration: 'off', problem: { code: 31205 } });
  expect(sdk.line).toBeNull();
});

test('registration with an expired token continues with a new token if renewal is on', async () => {
  renews = true;
  await phone.register();
  sdk.line.onerror({ code: 31205, message: 'JWT Token Expired' });
  await vi.waitFor(() => expect(state).toMatchObject({ registration: 'on', problem: null }));
  expect(sdk.tokens).toEqual(['incoming', 'incoming']);
});

test('call with an expired token continues on its line with a new token if renewal is on', async () => {
  renews = true;
  await talk();
  const { line } = sdk;
  sdk.line.onerror({ code: 20104, message: 'AccessTokenExpired' });
  await vi.waitFor(() => expect(sdk.tokens).toEqual(['incoming', 'incoming']));
  expect(state).toMatchObject({ registration: 'lost', call: { phase: 'open' }, problem: null });
  expect(sdk.line).toBe(line);
  line.onup();
  expect(state.registration).toBe('on');
});

test('second token refused as expired ends the registration', async () => {
  renews = true;
  await phone.register();
  sdk.accepts = false;
  sdk.line.onerror({ code: 31205, message: 'JWT Token Expired' });
  await vi.waitFor(() => expect(sdk.tokens).toHaveLength(2));
  sdk.line.onerror({ code: 31205, message: 'JWT Token Expired' });
  expect(state).toMatchObject({ registration: 'off', problem: { code: 31205 } });
});

test('outage keeps the registration, and its error is cleared afterwards', async () => {
  await phone.register();
  sdk.line.onerror({ code: 31005, message: '' });
  sdk.line.ondown();
  expect(state).toMatchObject({ registration: 'lost', problem: { code: 31005 } });
  sdk.line.onup();
  expect(state).toMatchObject({ registration: 'on', problem: null });
});

test('failed token request ends the registration', async () => {
  tokens.failure = new ApiError(0);
  await phone.register();
  expect(state).toMatchObject({ registration: 'off', problem: tokens.failure });
});

test('renewed token is used on the same line', async () => {
  await phone.register();
  await phone.renew();
  expect(sdk.tokens).toEqual(['incoming', 'incoming']);
});

test('renewal during a call requests only the scope of the call', async () => {
  await phone.register();
  await phone.call('bob');
  await phone.renew();
  phone.hangUp();
  sdk.line.onincoming(createLeg('carol'));
  await phone.renew();
  phone.hangUp();
  phone.unregister();
  await phone.call('bob');
  await phone.renew();
  expect(sdk.tokens).toEqual(['incoming', 'incoming+outgoing', 'incoming+outgoing', 'incoming', 'outgoing', 'outgoing']);
});

test('call after a refusal uses a new token', async () => {
  await phone.call('bob');
  sdk.line.onerror({ code: 31202, message: 'JWT signature validation failed' });
  expect(tokens.forgotten).toBeGreaterThan(0);
});

test('call after a failed call uses a new token', async () => {
  await phone.call('bob');
  sdk.legs[0].onended('hung-up', { code: 31002, message: 'Connection Declined' });
  expect(tokens.forgotten).toBeGreaterThan(0);
});

test('keypad is ignored while the connection is lost', async () => {
  const leg = await talk();
  leg.onreconnecting();
  phone.dial('1');
  leg.onreconnected();
  phone.dial('2');
  expect(leg.did).toEqual(['accept', 'dial 2']);
  expect(state.call).toMatchObject({ digits: '2' });
});

test('renewal answered after a call started does not replace the call’s token', async () => {
  await phone.register();
  const renewing = phone.renew();
  await phone.call('bob');
  await renewing;
  expect(sdk.tokens).toEqual(['incoming', 'incoming+outgoing']);
});

test('token requested before sign-out is discarded', async () => {
  await phone.register();
  tokens.failure = new ApiError(0);
  const renewing = phone.renew();
  phone.close();
  await renewing;
  expect(state.problem).toBeNull();
});

test('failed token request for a call keeps a reconnecting registration', async () => {
  await phone.register();
  tokens.failure = new ApiError(0);
  const calling = phone.call('bob');
  sdk.line.ondown();
  await calling;
  expect(state).toMatchObject({ registration: 'lost', call: null, problem: tokens.failure });
  sdk.line.onup();
  expect(state.registration).toBe('on');
});

test('new token clears the error of an expired one, also without a line', async () => {
  await phone.register();
  sdk.line.onerror({ code: 31205, message: 'JWT Token Expired' });
  expect(sdk.line).toBeNull();
  await phone.renew();
  expect(state).toMatchObject({ registration: 'off', problem: null });
});

test('new token keeps an error that it does not remedy', async () => {
  await phone.register();
  sdk.line.onerror({ code: 31202, message: 'JWT signature validation failed' });
  await phone.renew();
  expect(state.problem).toMatchObject({ code: 31202 });
});

test('failed renewal shows an error that the next renewal clears', async () => {
  await phone.register();
  tokens.failure = new ApiError(0);
  await expect(phone.renew()).rejects.toBe(tokens.failure);
  expect(state).toMatchObject({ registration: 'on', problem: tokens.failure });
  tokens.failure = null;
  await phone.renew();
  expect(state.problem).toBeNull();
});

test('signing out resets the phone', async () => {
  await talk();
  phone.close();
  expect(state).toEqual({ registration: 'off', call: null, history: [], notice: '', problem: null });
  expect(sdk.line).toBeNull();
});

test('renewed token clears the error of an expired one during a call', async () => {
  await talk();
  sdk.line.onerror({ code: 31205, message: 'Token expired' });
  expect(state.problem).toMatchObject({ code: 31205 });
  expect(state.call).toMatchObject({ phase: 'open' });
  await phone.renew();
  expect(state.problem).toBeNull();
});
