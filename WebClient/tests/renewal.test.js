import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Renewal } from '../src/renewal.js';
import { startStopwatch } from '../src/stopwatch.js';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** @param {number} ttl @returns {import('../src/tokens.js').Token} */
const token = (ttl) => {
  const elapsed = startStopwatch();
  return { token: '', identity: 'alice', kind: 'capability', request: {}, ttl, expiresAt: '', left: () => ttl * 1000 - elapsed() };
};

const start = (/** @type {() => Promise<void>} */ renew) => {
  const renewal = new Renewal(renew);
  renewal.follow(token(600));
  return renewal;
};

/** Stops the timers while the wall clock advances. @param {number} ms */
const sleep = (ms) => vi.setSystemTime(Date.now() + ms);

test('token is renewed 90 seconds before it expires', async () => {
  const renew = vi.fn(async () => {});
  start(renew);
  await vi.advanceTimersByTimeAsync(509_999);
  expect(renew).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(renew).toHaveBeenCalledOnce();
});

test('short-lived token is renewed in the last third of its lifetime', async () => {
  const renew = vi.fn(async () => {});
  start(renew).follow(token(9));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(renew).toHaveBeenCalledOnce();
});

test('renewed token is renewed again', async () => {
  const renew = vi.fn(async () => renewal.follow(token(600)));
  /** @type {Renewal} */
  const renewal = start(renew);
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(renew).toHaveBeenCalledTimes(7); // Every 510 seconds.
});

test('token expires while renewal is off and is renewed once it is on', async () => {
  const renew = vi.fn(async () => {});
  const renewal = start(renew);
  renewal.enabled = false;
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(renew).not.toHaveBeenCalled();
  renewal.enabled = true;
  expect(renew).toHaveBeenCalledOnce();
});

test.each([8.8 * MINUTE, 60 * MINUTE])('token is renewed within a second after %i ms of sleep', async (slept) => {
  const renew = vi.fn(async () => {});
  start(renew);
  sleep(slept);
  expect(renew).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(renew).toHaveBeenCalledOnce();
});

test('token is renewed in time after the wall clock is set back', async () => {
  const renew = vi.fn(async () => {});
  start(renew);
  vi.setSystemTime(Date.now() - 120 * MINUTE);
  await vi.advanceTimersByTimeAsync(510_000);
  expect(renew).toHaveBeenCalledOnce();
});

test('token is renewed in time with timers that run once a minute', async () => {
  const renew = vi.fn(async () => {});
  const asked = startStopwatch();
  start(renew);
  for (let minute = 0; minute < 9; minute++) {
    sleep(59_000);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(renew).toHaveBeenCalledOnce();
  expect(asked()).toBeLessThan(10 * MINUTE);
});

test('failed renewal is retried every two seconds, also after expiry', async () => {
  let isUp = false;
  const renew = vi.fn(async () => {
    if (!isUp) throw new Error('TokenApi is down');
    renewal.follow(token(600));
  });
  /** @type {Renewal} */
  const renewal = start(renew);
  await vi.advanceTimersByTimeAsync(610_000);
  expect(renew).toHaveBeenCalledTimes(51);
  isUp = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(renew).toHaveBeenCalledTimes(52);
});

test('renewal stops after sign-out', async () => {
  const renew = vi.fn(async () => {});
  start(renew).follow(null);
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(renew).not.toHaveBeenCalled();
});
