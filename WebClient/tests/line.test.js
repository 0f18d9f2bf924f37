import { beforeEach, expect, test, vi } from 'vitest';

/** @type {any[]} The options of each device. */
const options = [];

vi.mock('@twilio/voice-sdk', () => ({
  Device: class {
    constructor(/** @type {string} */ _, /** @type {object} */ given) {
      options.push(given);
    }

    on() {}

    destroy() {}
  },
}));
const { openLine } = await import('../src/sdk/line.js');

beforeEach(() => void options.splice(0));

test.each([[null, undefined], ['us1', undefined], ['ie1', 'dublin'], ['au1', 'sydney']])('region %s uses edge %s', async (region, edge) => {
  const devices = () => ({ microphone: '', speaker: '' });
  const line = await openLine('token', { register: false, sandbox: null, region, devices });
  line.close();
  expect(options).toMatchObject([{ edge }]);
});
