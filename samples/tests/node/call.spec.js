import { expect, test } from '@playwright/test';

const SANDBOX = process.env.TWILIO_SANDBOX_URL ?? 'http://localhost:5102';
let open;

// The sandbox answers as soon as there is an event of this type, or after 20 seconds.
const waitFor = async (request, type) => (await (await request.get(`${SANDBOX}/sandbox/events?type=${type}&wait=20`)).json())[0];

test.beforeEach(async ({ context, request }) => {
  await request.delete(`${SANDBOX}/sandbox`); // Ends calls and faults, and forgets events.
  await context.addInitScript(await (await request.get(`${SANDBOX}/sandbox.js`)).text()); // The page itself stays unchanged.
  open = async () => {
    const page = await context.newPage();
    await page.goto('/');
    await expect(page.getByRole('status')).toHaveText('Ready');
    return { page, status: page.getByRole('status'), name: await page.locator('#identity').textContent() };
  };
});

const call = async ({ page }, name) => {
  await page.getByLabel('Name to call').fill(name);
  await page.getByRole('button', { name: 'Call' }).click();
};

test('two people talk', async ({ request }) => {
  const [alice, bob] = [await open(), await open()];
  await call(bob, alice.name);
  await alice.page.getByRole('button', { name: 'Accept' }).click();
  await expect(bob.status).toHaveText('In call');
  expect((await waitFor(request, 'call.answered')).client).toBe(alice.name);
});

test('a broken Voice URL is reported', async ({ request }) => {
  const bob = await open();
  await request.post(`${SANDBOX}/sandbox/faults`, { data: { kind: 'fail-voice-url', status: 500 } });
  await call(bob, 'nobody');
  await expect(bob.status).toContainText('Error');
  expect((await waitFor(request, 'voice.failed')).code).toBe(11200);
});

test('an expired token is refused', async ({ page, request }) => {
  await request.post(`${SANDBOX}/sandbox/faults`, { data: { kind: 'wrong-clock', offsetSeconds: 7200 } }); // Two hours later.
  await page.goto('/');
  await expect(page.getByRole('status')).toContainText('20104');
});
