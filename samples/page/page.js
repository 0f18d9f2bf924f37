// Registers for calls, and calls others by name.
const [identityText, status, dial, accept, hangUp] = ['identity', 'status', 'dial', 'accept', 'hang-up'].map((id) => document.getElementById(id));
const show = (text) => { status.textContent = text; };

const { identity, token } = await (await fetch('/token')).json();
const device = new Twilio.Device(token);
let call;

identityText.textContent = identity;
device.on('registered', () => show('Ready'));
device.on('error', ({ code, message }) => show(`Error ${code}: ${message}`));
device.on('incoming', (incoming) => follow(incoming, `${incoming.parameters.From} is calling`));
dial.onsubmit = async (event) => {
  event.preventDefault();
  follow(await device.connect({ params: { To: dial.elements.to.value } }), 'Calling');
};
accept.onclick = () => call.accept();
hangUp.onclick = () => call.disconnect();
await device.register();

function follow(next, text) {
  call = next;
  show(text);
  accept.hidden = call.direction !== 'INCOMING';
  hangUp.hidden = false;
  call.on('accept', () => {
    show('In call');
    accept.hidden = true;
  });
  let result = 'Ready';
  call.on('error', ({ code, message }) => { result = `Error ${code}: ${message}`; });
  for (const end of ['error', 'disconnect', 'cancel', 'reject']) {
    call.on(end, () => {
      show(result);
      accept.hidden = hangUp.hidden = true;
    });
  }
}
