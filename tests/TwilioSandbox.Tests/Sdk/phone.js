// The Voice SDK.
let device;

Object.assign(phone, {
  register(token) {
    device = new Twilio.Device(token, { ...OPTIONS, logLevel: 'silent' });
    device.on('registered', () => phone.says('registered'));
    device.on('unregistered', () => phone.says('offline'));
    device.on('error', (error) => phone.says(`device error ${error.originalError?.code ?? error.code}`));
    device.on('tokenWillExpire', () => phone.says('token will expire'));
    device.on('incoming', (call) => follow(call, 'incoming'));
    // It fails with the error that the device has told, or with none at all.
    device.register().catch(() => {});
  },
  async connect(params) {
    follow(await device.connect({ params }));
  },
  useToken: (token) => device.updateToken(token),
  unregister: () => device.unregister(),
});
