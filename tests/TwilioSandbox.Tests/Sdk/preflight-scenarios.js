function runPreflight(who, options) {
  const test = Twilio.Device.runPreflight(people[who].token, options);
  return { test, completed: event(test, 'completed'), failed: event(test, 'failed') };
}

Object.assign(scenarios, {
  async preflight() {
    const alice = await register('alice');
    alice.on('incoming', (call) => call.accept());
    const { test, completed } = runPreflight('tester', { edge: 'roaming' });
    check('a test connects at first', test.status === 'connecting');
    await event(test, 'connected');
    check('a test is connected when alice accepts', test.status === 'connected');
    await event(test, 'sample');
    await event(test, 'sample'); // The first sample has no quality.
    alice.disconnectAll();
    const report = await completed;
    check('a test completes when the call ends', test.status === 'completed' && test.report === report);
    for (const part of ['callSid', 'callQuality', 'networkTiming', 'stats', 'testTiming', 'totals', 'selectedIceCandidatePairStats']) check(`a report has ${part}`, Boolean(report[part]));
    check('a report has samples', report.samples.length > 1);
    check('a report has both edges', report.selectedEdge === 'roaming' && report.edge === 'ashburn');
    check('a test reaches Insights', report.warnings.length === 0);
  },

  async preflightWithoutCallee() {
    const { completed } = runPreflight('bob', { edge: 'dublin' });
    const report = await completed;
    check('a test completes when nobody is called', report.edge === 'dublin');
    check('a test completes when nobody is registered', (await runPreflight('tester').completed).samples.length === 0);
    check('a test with a wrong token fails', (await runPreflight('nonsense').failed).code === 20101);
  },

  async preflightStopped() {
    const alice = await register('alice');
    alice.on('incoming', (call) => call.accept());
    const { test, failed } = runPreflight('tester', { codecPreferences: ['pcmu'], fakeMicInput: true });
    await event(test, 'connected');
    test.stop();
    check('a stopped test fails with 31008', (await failed).code === 31008);
    check('a stopped test has a duration', test.endTime > test.startTime);
    const sound = performance.getEntriesByType('resource').find(({ name }) => name.includes('cowbell'));
    check('a test without a microphone plays the sandbox\'s sound', sound?.name.includes('/twilio/sdk.twilio.com/'));
  },
});
