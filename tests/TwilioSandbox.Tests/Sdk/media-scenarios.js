const isStream = (stream) => stream instanceof MediaStream;
const senderOf = (call) => call._mediaHandler._sender;

Object.assign(scenarios, {
  async mute() {
    const { outgoing, incoming } = await talk();
    await event(outgoing, 'volume'); // Audio has begun.
    for (const [call, side] of [[outgoing, 'caller'], [incoming, 'callee']]) {
      check(`the ${side} is not muted at first`, !call.isMuted());
      const heard = [];
      call.on('mute', (isMuted) => heard.push(isMuted));
      call.mute(true);
      call.mute(true);
      check(`the ${side} is muted`, call.isMuted());
      call.mute(false);
      check(`the ${side} is not muted any more`, !call.isMuted());
      check(`the ${side} tells each change once`, heard.join() === 'true,false');
      check(`the ${side} has a local stream`, isStream(call.getLocalStream()) && call.getLocalStream().getAudioTracks().length > 0);
      check(`the ${side} has a remote stream`, isStream(call.getRemoteStream()));
    }
    await hangUp(outgoing, incoming);
  },

  async quality() {
    const { outgoing, incoming } = await talk();
    const volumes = await new Promise((resolve) => { outgoing.once('volume', (...levels) => resolve(levels)); });
    check('the volume has an input and an output level from 0 to 1', volumes.length === 2 && volumes.every((level) => level >= 0 && level <= 1));
    const samples = await Promise.all([outgoing, incoming].map((call) => event(call, 'sample')));
    check('both sides use PCMU by default', samples.every(({ codecName }) => codecName === 'PCMU'));
    check('a sample has audio levels', samples.every((sample) => Number.isFinite(sample.audioInputLevel) && Number.isFinite(sample.audioOutputLevel)));
    const { encodings: [encoding] } = senderOf(incoming).getParameters();
    check('audio has high network priority', encoding.networkPriority === 'high' || encoding.priority === 'high');

    // Without packets, this side warns. The other side hears the sandbox's silence.
    const warning = new Promise((resolve) => { incoming.on('warning', (name) => name === 'low-bytes-sent' && resolve(name)); });
    const cleared = new Promise((resolve) => { incoming.on('warning-cleared', (name) => name === 'low-bytes-sent' && resolve(name)); });
    const { track } = senderOf(incoming);
    await senderOf(incoming).replaceTrack(null);
    check('missing audio is a warning', (await warning) === 'low-bytes-sent');
    await senderOf(incoming).replaceTrack(track);
    check('the warning is cleared when audio is back', (await cleared) === 'low-bytes-sent');
    await hangUp(incoming, outgoing);
  },

  async codec() {
    const rtcConstraints = { audio: true };
    const options = { codecPreferences: ['opus', 'pcmu'], dscp: false, forceAggressiveIceNomination: true };
    const [bob, alice] = await Promise.all([register('bob', options), register('alice', options)]);
    const { outgoing, incoming } = await ring(bob, alice, { rtcConstraints });
    await accept(outgoing, incoming, { rtcConstraints });
    check('a call with audio constraints, aggressive nomination and without DSCP is open', outgoing.status() === 'open');
    const samples = await Promise.all([outgoing, incoming].map((call) => event(call, 'sample')));
    check('both sides use PCMU even if they prefer Opus', samples.every(({ codecName }) => codecName === 'PCMU'));
    await hangUp(incoming, outgoing);
  },
});
