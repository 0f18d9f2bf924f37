Object.assign(scenarios, {
  async lifecycle() {
    const device = create('bob');
    check('a new device is unregistered', device.state === 'unregistered');
    check('a new device has no identity yet', device.identity === null);
    check('a device has its token', device.token === people.bob.token);
    await checkRejects('a device that is not registered cannot unregister', device.unregister(), 'Must be "registered"');

    const registering = event(device, 'registering').then(() => device.state);
    await device.register();
    check('the state is registering meanwhile', (await registering) === 'registering');
    check('the state is registered afterwards', device.state === 'registered');
    check('the identity is the one in the token', device.identity === people.bob.name);
    check('the default edge is ashburn, in us1', device.edge === 'ashburn' && device.home === 'us1');
    check('a registered device is not busy', device.isBusy === false && device.calls.length === 0);

    const unregistered = event(device, 'unregistered');
    await device.unregister();
    await unregistered;
    check('a device unregisters', device.state === 'unregistered');
    await device.register();
    check('a device registers again', device.state === 'registered');

    const destroyed = event(device, 'destroyed');
    device.destroy();
    await destroyed;
    check('a device is destroyed', device.state === 'destroyed');
    await checkRejects('a destroyed device cannot register', device.register(), 'destroyed');
    checkThrows('a destroyed device takes no options', () => device.updateOptions({ edge: 'dublin' }), 'destroyed');
    checkThrows('a destroyed device takes no token', () => device.updateToken(people.bob.token), 'destroyed');
  },

  async tokens() {
    const device = await register('bob');
    checkThrows('a token is a string', () => device.updateToken(1), 'must be of type "string"');
    device.updateToken(people.bobAgain.token);
    check('a new token replaces the old one', device.token === people.bobAgain.token);
    check('a new token keeps the device registered', device.state === 'registered');
    await device.unregister();
    await device.register(); // After the new token on the same socket.
    check('a device registers with its new token', device.state === 'registered');

    const start = performance.now();
    const soon = create('brief', { tokenRefreshMs: 3000 });
    const now = create('brief', { tokenRefreshMs: 10_000 });
    const warnings = [event(soon, 'tokenWillExpire').then(() => performance.now() - start), event(now, 'tokenWillExpire').then(() => performance.now() - start)];
    await Promise.all([soon.register(), now.register()]);
    const [late, early] = await Promise.all(warnings);
    check(`tokenWillExpire comes tokenRefreshMs before the end, not earlier: ${Math.round(late)} ms of 5000`, late > 1500);
    check('tokenWillExpire comes at once if the token lives shorter', early < late);
  },

  async refusals() {
    for (const [who, code] of [['nonsense', 20101], ['expired', 20104]]) {
      const device = create(who);
      const refused = event(device, 'error');
      device.register().catch(() => {});
      const error = await refused;
      check(`a token that is ${who} is refused with ${code}`, error instanceof Error && error.code === code && error.message.length > 0);
    }
  },

  async options() {
    check('the browser is supported', Twilio.Device.isSupported === true);
    check('the package has a name and a version', Twilio.Device.packageName.length > 0 && /^2\./.test(Twilio.Device.version));
    check('the logger has a level', typeof Twilio.Logger.getLevel === 'function' && typeof Twilio.Logger.setLevel === 'function');
    const accepted = [
      { logLevel: 'error' }, { logLevel: 'warn' }, { logLevel: 'info' }, { logLevel: 'debug' }, { logLevel: 0 }, { logLevel: 4 },
      { closeProtection: true }, { closeProtection: 'Leave?' }, { maxCallSignalingTimeoutMs: 15_000 }, { maxCallSignalingTimeoutMs: 0 },
      { enableImprovedSignalingErrorPrecision: true }, { sounds: { incoming: '/silence.wav' } },
    ];
    for (const options of accepted) {
      create('bob', options).destroy();
      check(`option ${JSON.stringify(options)}`, true);
    }
    Twilio.Logger.setLevel('silent');

    check('the sandbox leaves other audio alone', new Audio().src === '' && new Audio('/silence.wav').src === `${location.origin}/silence.wav`);
    const { audio } = await register('bob');
    check('audio lists input devices', audio.availableInputDevices instanceof Map && audio.availableInputDevices.size > 0);
    check('audio lists output devices', audio.availableOutputDevices instanceof Map);
    check('audio has speakers and ringtone devices', Boolean(audio.speakerDevices && audio.ringtoneDevices));
    check('audio tells what the browser supports', [audio.isOutputSelectionSupported, audio.isVolumeSupported].every((is) => typeof is === 'boolean'));
    check('audio has no input device and no constraints by default', audio.inputDevice === null && audio.audioConstraints === null);
    await audio.setAudioConstraints({ echoCancellation: true });
    check('audio takes constraints', audio.audioConstraints.echoCancellation === true);
    await audio.unsetAudioConstraints();
    check('audio drops constraints', audio.audioConstraints === null);
  },

  async edges() {
    const homes = { ashburn: 'us1', dublin: 'ie1', frankfurt: 'de1', 'sao-paulo': 'br1', singapore: 'sg1', sydney: 'au1', tokyo: 'jp1', umatilla: 'us2', roaming: 'us1' };
    await Promise.all(Object.entries(homes).map(async ([edge, home]) => {
      const device = await register('bob', { edge });
      check(`edge ${edge} is in ${home}`, device.edge === (edge === 'roaming' ? 'ashburn' : edge) && device.home === home);
      device.destroy();
    }));
    const device = await register('bob', { edge: 'sydney' });
    const registered = event(device, 'registered');
    device.updateOptions({ edge: 'tokyo' });
    await registered;
    check('a device moves to another edge', device.edge === 'tokyo' && device.state === 'registered');
    const fallback = await register('bob', { edge: ['singapore', 'dublin'] });
    check('a device takes the first of several edges', fallback.edge === 'singapore');
  },
});
