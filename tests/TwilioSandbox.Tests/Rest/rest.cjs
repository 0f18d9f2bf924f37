// node rest.cjs http://127.0.0.1:5102 AC… token CA…: uses the REST API with npm twilio, and prints what it saw.
const twilio = require("twilio");

const [sandbox, accountSid, authToken, callSid] = process.argv.slice(2);

// The library always calls https://api.twilio.com.
class ToSandbox extends twilio.RequestClient {
  request(options) {
    const { pathname, search } = new URL(options.uri);
    return super.request({ ...options, uri: new URL(pathname + search, sandbox).href });
  }
}

const client = twilio(accountSid, authToken, { httpClient: new ToSandbox() });

async function callTelephone() {
  const call = await client.calls.create({ to: "+15005550009", from: "+15005550006", twiml: "<Response><Say>Hello</Say></Response>" });
  await fetch(`${sandbox}/sandbox/telephone/calls/${call.sid}/answer`, { method: "POST" }); // The sandbox's telephone.
  return call.status;
}

async function run() {
  const calls = await client.calls.list({ from: "client:bob", pageSize: 1 });
  const call = await client.calls(callSid).fetch();
  const missing = await client.calls("CA00000000000000000000000000000000").fetch().catch((error) => error.code);
  const recordings = await client.recordings.list({ callSid });
  const ended = await client.calls(callSid).update({ status: "completed" });
  return { calls: calls.length, status: call.status, missing, recordings: recordings.map((recording) => recording.sid), ended: ended.sid, created: call.dateCreated, telephone: await callTelephone() };
}

run().then((seen) => console.log(JSON.stringify(seen)));
