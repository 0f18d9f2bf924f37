Object.assign(scenarios, {
  async states() {
    const [bob, alice] = await Promise.all([register('bob'), register('alice')]);
    const ringing = event(alice, 'incoming');
    const connecting = bob.connect({ params: { To: alice.identity, Plus: 'foo + bar', Nothing: undefined, Hanzi: '我不吃蛋' } });
    await checkRejects('a device that is connecting cannot call', bob.connect({ params: { To: alice.identity } }), 'A Call is already active');
    const [outgoing, incoming] = [await connecting, await ringing];
    check('an incoming call is pending', incoming.status() === 'pending');
    check('an outgoing call connects or rings', ['connecting', 'ringing'].includes(outgoing.status()));
    check('a device that calls is busy', bob.isBusy);
    check('the directions are known', outgoing.direction === 'OUTGOING' && incoming.direction === 'INCOMING');
    const expected = { Plus: 'foo + bar', Nothing: 'undefined', Hanzi: '我不吃蛋', 'first + name': 'some + value' };
    for (const [name, value] of Object.entries(expected)) check(`parameter ${name} arrives`, incoming.customParameters.get(name) === value);

    await accept(outgoing, incoming);
    check('an accepted call is open on both sides', outgoing.status() === 'open' && incoming.status() === 'open');
    check('calls between clients have no caller info', outgoing.callerInfo === null && incoming.callerInfo === null);
    check('both devices are busy', bob.isBusy && alice.isBusy);
    await checkRejects('a device in a call cannot call', bob.connect({ params: { To: alice.identity } }), 'A Call is already active');
    checkThrows('a device in a call keeps its edge', () => bob.updateOptions({ edge: 'sydney' }), 'Cannot change Edge while on an active Call');
    incoming.ignore();
    check('an accepted call cannot be ignored', incoming.status() === 'open');

    await hangUp(incoming, outgoing);
    check('an ended call is closed on both sides', outgoing.status() === 'closed' && incoming.status() === 'closed');
    check('a device is free after the call', !bob.isBusy);
    const registered = event(bob, 'registered');
    bob.updateOptions({ edge: 'dublin' });
    await registered;
    check('a device changes its edge after the call', bob.edge === 'dublin');
  },

  async declined() {
    const [bob, alice] = await Promise.all([register('bob'), register('alice')]);
    const first = await ring(bob, alice);
    first.incoming.on('disconnect', () => check('an ignored call has no disconnect event', false));
    first.incoming.ignore();
    check('an ignored call is closed', first.incoming.status() === 'closed');
    await alice.unregister();
    await alice.register(); // Everything before has reached both sides.
    await rings(first.outgoing);
    check('the caller of an ignored call rings on', first.outgoing.status() === 'ringing');
    await hangUp(first.outgoing, first.outgoing);

    const second = await ring(bob, alice);
    const ended = event(second.outgoing, 'disconnect');
    second.incoming.reject();
    check('a rejected call is closed', second.incoming.status() === 'closed');
    await ended;
    check('the caller of a rejected call is disconnected', second.outgoing.status() === 'closed');
  },

  async busy() {
    const { alice } = await talk();
    const carol = await register('carol');
    let delivered = false;
    alice.on('incoming', () => { delivered = true; });
    const ignored = await carol.connect({ params: { To: alice.identity } });
    await rings(ignored);
    await alice.unregister();
    await alice.register(); // The second call has reached alice.
    check('a busy device hides a second call by default', !delivered);
    check('the second caller rings on', ignored.status() === 'ringing');
    await hangUp(ignored, ignored);

    alice.updateOptions({ allowIncomingWhileBusy: true });
    const { incoming } = await ring(carol, alice);
    check('a busy device shows a second call with allowIncomingWhileBusy', incoming.status() === 'pending');
  },

  async anonymous() {
    const alice = await register('alice');
    const { outgoing, incoming } = await ring(create('anonymous'), alice);
    check('a token without an identity calls', incoming.parameters.From === 'client:Anonymous');
    await accept(outgoing, incoming);
    check('an anonymous call is open', outgoing.status() === 'open');
    await hangUp(outgoing, incoming);
  },

  async forwarded() {
    const alice = await register('alice');
    const forwardedCalls = [];
    for (const caller of ['anonymous', 'carol']) {
      const { outgoing, incoming } = await ring(create(caller), alice);
      const [canceled, accepted] = [event(incoming, 'cancel'), event(outgoing, 'accept')];
      const call = await create('alice').connect({ connectToken: incoming.connectToken });
      await Promise.all([canceled, accepted, event(call, 'accept')]);
      check(`a call of ${caller} moves to another device with its connectToken`, call.status() === 'open' && outgoing.status() === 'open');
      check(`a call of ${caller} keeps its parameters`, call.direction === 'OUTGOING' && JSON.stringify(call.parameters) === JSON.stringify(incoming.parameters));
      await heard(call);
      await heard(outgoing);
      forwardedCalls.push(call);
    }
    check('several forwarded calls last', forwardedCalls.every((call) => call.status() === 'open'));
    await hangUp(forwardedCalls[0], forwardedCalls[0]);
  },

  async keys() {
    const { outgoing, incoming } = await talk();
    for (const keys of ['1', '23', '*#', '4w5']) {
      outgoing.sendDigits(keys);
      check(`keys ${keys} are sent`, true);
    }
    checkThrows('letters are not keys', () => outgoing.sendDigits('abc'), 'Illegal character');
    await hangUp(outgoing, incoming);
  },

  async feedback() {
    const { outgoing, incoming } = await talk();
    await hangUp(incoming, outgoing);
    await outgoing.postFeedback(5);
    await outgoing.postFeedback(3, 'choppy-audio');
    await outgoing.postFeedback();
    check('feedback with a score, with an issue, and declined is received', true);
    checkThrows('a score is 1 to 5', () => outgoing.postFeedback(99), 'Feedback score must be one of');
    checkThrows('an issue is one of a list', () => outgoing.postFeedback(5, 'bored'), 'Feedback issue must be one of');
  },

  // The test sends a message to the caller.
  async messages() {
    const { outgoing } = await talk();
    const sent = event(outgoing, 'messageSent');
    const received = event(outgoing, 'messageReceived');
    phone.says('talking');
    await event(outgoing, 'messageReceived'); // The first one only tells that the application has subscribed.
    const sid = outgoing.sendMessage({ content: { hello: 'world' }, messageType: 'user-defined-message' });
    check('a message is acknowledged with its SID', (await sent).voiceEventSid === sid);
    const message = await received;
    check('a message of the application is received', message.content.text === 'hello' && message.messageType === 'user-defined-message' && message.contentType === 'application/json');
    check('a received message has a SID', /^KX[0-9a-f]{32}$/.test(message.voiceEventSid));
    const refused = event(outgoing, 'error');
    outgoing.sendMessage({ content: {}, messageType: 'postcard' });
    check('a message of another type is refused with 31210', (await refused).code === 31210);
  },

  // The test breaks and restores signaling.
  async reconnection() {
    const { bob, alice, outgoing, incoming } = await talk({ edge: ['singapore', 'dublin'], maxCallSignalingTimeoutMs: 30_000 });
    const reconnected = Promise.all([event(outgoing, 'reconnected'), event(incoming, 'reconnected')]);
    const registered = Promise.all([event(bob, 'registered'), event(alice, 'registered')]);
    const lost = Promise.all([event(outgoing, 'reconnecting'), event(bob, 'unregistered'), event(alice, 'unregistered')]);
    phone.says('talking');
    await lost;
    check('a call without signaling reconnects', outgoing.status() === 'reconnecting');
    phone.says('lost');
    await reconnected;
    check('a call is open again with signaling', outgoing.status() === 'open' && incoming.status() === 'open');
    await registered;
    check('both devices are registered again, at the same edge', [bob, alice].every(({ state, edge }) => state === 'registered' && edge === 'singapore'));
    await hangUp(outgoing, incoming);
  },
});
