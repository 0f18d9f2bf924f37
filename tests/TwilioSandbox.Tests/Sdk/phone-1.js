// Twilio Client 1.15.
const device = new Twilio.Device();

device.on('ready', () => phone.says('registered'));
device.on('offline', () => phone.says('offline'));
device.on('error', (error) => phone.says(`device error ${error.code}`));
device.on('incoming', (call) => follow(call, 'incoming'));

Object.assign(phone, {
  register: (token, chunderw) => device.setup(token, { ...OPTIONS, chunderw }),
  connect: (params) => follow(device.connect(params)),
  useToken: (token) => device.updateToken(token),
  unregister: () => device.destroy(),
});
