// Judges tokens, one JSON object a line in, one a line out. Shares no code with the product: what a token should say is what Twilio's own package
// makes for the same purpose, and whether it is genuine says the usual JWT library.
import { createInterface } from 'node:readline';
import jsonwebtoken from 'jsonwebtoken';
import twilio from 'twilio';

const { AccessToken, ClientCapability } = twilio.jwt;

// The sandbox account, as everybody knows it.
const ACCOUNT = 'AC00000000000000000000000000facade';
const AUTH_TOKEN = '000000000000000000000000badcafe0';
const APPLICATION = 'AP00000000000000000000000000facade';
const KEY = 'SK00000000000000000000000000facade';
const KEY_SECRET = 'sandboxSecretNotARealOne00000000';

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(judge(JSON.parse(line)))}\n`);
}

/** What is wrong with a token, in words; nothing when it is what it should be. */
function judge({ token, kind, identity, incoming, outgoing, ttl, askedAt, receivedAt }) {
  const secret = kind === 'access' ? KEY_SECRET : AUTH_TOKEN;
  let claims;
  try {
    // As of the question: a short life may be over when a busy machine has seen the answer. What `exp` should be is asked below.
    claims = jsonwebtoken.verify(token, secret, { algorithms: ['HS256'], clockTimestamp: askedAt, complete: true });
  } catch (error) {
    return [`it is not genuine, or not valid now: ${error.message}`];
  }
  const { header, payload } = claims;
  const should = jsonwebtoken.decode(kind === 'access' ? access(identity, incoming, outgoing, ttl) : capability(identity, incoming, outgoing, ttl), { complete: true });

  const faults = [];
  const expect = (what, is, expected) => {
    if (canonical(is) !== canonical(expected)) faults.push(`${what} is ${JSON.stringify(is)}, expected ${JSON.stringify(expected)}`);
  };
  expect('the header', header, should.header);
  // Twilio's package adds iat, which its own verifiers do not ask of a capability token.
  const names = Object.keys(should.payload).filter((name) => name !== 'iat' || kind === 'access');
  expect('the list of claims', Object.keys(payload).sort(), names.sort());
  expect('iss', payload.iss, should.payload.iss);
  if (kind === 'access') {
    expect('sub', payload.sub, ACCOUNT);
    expect('grants', payload.grants, should.payload.grants);
    if (!String(payload.jti).startsWith(`${KEY}-`)) faults.push(`jti does not begin with ${KEY}-`);
  } else {
    expect('scope', scopes(payload.scope), scopes(should.payload.scope));
  }
  // Whole seconds, rounded down, from some moment between the question and the answer.
  const start = payload.exp - ttl;
  if (!Number.isInteger(payload.exp) || start < Math.floor(askedAt) || start > receivedAt) {
    faults.push(`exp is ${payload.exp}, expected ${ttl} s after a moment from ${askedAt} to ${receivedAt}`);
  }
  return faults;
}

function capability(identity, incoming, outgoing, ttl) {
  const token = new ClientCapability({ accountSid: ACCOUNT, authToken: AUTH_TOKEN, ttl });
  if (incoming) token.addScope(new ClientCapability.IncomingClientScope(identity));
  if (outgoing) token.addScope(new ClientCapability.OutgoingClientScope({ applicationSid: APPLICATION, clientName: identity }));
  return token.toJwt();
}

function access(identity, incoming, outgoing, ttl) {
  const token = new AccessToken(ACCOUNT, KEY, KEY_SECRET, { identity, ttl });
  token.addGrant(new AccessToken.VoiceGrant({ ...(incoming && { incomingAllow: true }), ...(outgoing && { outgoingApplicationSid: APPLICATION }) }));
  return token.toJwt();
}

/** Order means nothing, neither of scopes nor of their parameters. */
function scopes(scope) {
  return String(scope).split(' ').map((one) => {
    const [name, query = ''] = one.split('?');
    return `${name}?${query.split('&').sort().join('&')}`;
  }).sort();
}

/** Equal for equal things, whatever the order of their properties. */
function canonical(value) {
  return JSON.stringify(value, (_, inner) => (inner && typeof inner === 'object' && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
    : inner));
}
