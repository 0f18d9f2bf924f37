import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Renewal } from '../src/renewal.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** @param {number} ttl */
const token = (ttl) => ({ token: '', identity: 'alice', ttl, expiresAt: new Date(Date.now() + ttl * 1000).toISOString() });

const start = (/** @type {() => Promise<void>} */ renew) => {
  const renewal = new Renewal(renew);
  renewal.follow(token(600));
  return renewal;
};

test('a token is renewed 30 seconds before its end', async () => {
  const renew = vi.fn(async () => {});
  start(renew);
  await vi.advanceTimersByTimeAsync(569_999);
  expect(renew).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(renew).toHaveBeenCalledOnce();
});

test('a short life is renewed in its last third', async () => {
  const renew = vi.fn(async () => {});
  start(renew).follow(token(9));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(renew).toHaveBeenCalledOnce();
});

test('switched off, a token expires; switched on again, it is renewed', async () => {
  const renew = vi.fn(async () => {});
  const renewal = start(renew);
  renewal.enabled = false;
  await vi.advanceTimersByTimeAsync(580_000);
  expect(renew).not.toHaveBeenCalled();
  renewal.enabled = true;
  await vi.advanceTimersByTimeAsync(0);
  expect(renew).toHaveBeenCalledOnce();
});

test('a renewal that fails is tried again, until the token has expired', async () => {
  const renew = vi.fn(async () => { throw new Error('TokenApi is down'); });
  start(renew);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(renew).toHaveBeenCalledTimes(16); // Every 2 seconds of the last 30.
});
