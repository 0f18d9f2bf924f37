// Finds defects of tokens: one JSON object per line in, one array per line out. Shares no code with the product: Twilio's own package makes
// the expected token, and jsonwebtoken verifies the signature.
import { createInterface } from 'node:readline';
import jsonwebtoken from 'jsonwebtoken';
import twilio from 'twilio';

const { AccessToken, ClientCapability } = twilio.jwt;

// The sandbox account.
const ACCOUNT = 'AC00000000000000000000000000facade';
const AUTH_TOKEN = '000000000000000000000000badcafe0';
const APPLICATION = 'AP00000000000000000000000000facade';
const KEY = 'SK00000000000000000000000000facade';
const KEY_SECRET = 'sandboxSecretNotARealOne00000000';

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(judge(JSON.parse(line)))}\n`);
}

/** The defects of a token, in words. */
function judge({ token, kind, identity, incoming, outgoing, ttl, requestedAt, receivedAt }) {
  const secret = kind === 'access' ? KEY_SECRET : AUTH_TOKEN;
  let claims;
  try {
    // At the time of the request: a short life may already be over. `exp` is checked below.
    claims = jsonwebtoken.verify(token, secret, { algorithms: ['HS256'], clockTimestamp: requestedAt, complete: true });
  } catch (error) {
    return [`not genuine, or not valid now: ${error.message}`];
  }
  const { header, payload } = claims;
  const should = jsonwebtoken.decode(kind === 'access' ? access(identity, incoming, outgoing, ttl) : capability(identity, incoming, outgoing, ttl), { complete: true });

  const defects = [];
  const expect = (what, is, expected) => {
    if (canonical(is) !== canonical(expected)) defects.push(`${what} is ${JSON.stringify(is)}, expected ${JSON.stringify(expected)}`);
  };
  expect('the header', header, should.header);
  // Twilio's package adds iat to a capability token; its verifiers do not require it.
  const names = Object.keys(should.payload).filter((name) => name !== 'iat' || kind === 'access');
  expect('the list of claims', Object.keys(payload).sort(), names.sort());
  expect('iss', payload.iss, should.payload.iss);
  if (kind === 'access') {
    expect('sub', payload.sub, ACCOUNT);
    expect('grants', payload.grants, should.payload.grants);
    if (!String(payload.jti).startsWith(`${KEY}-`)) defects.push(`jti does not begin with ${KEY}-`);
  } else {
    expect('scope', scopes(payload.scope), scopes(should.payload.scope));
  }
  // Whole seconds, rounded down, from a time between the request and the answer.
  const start = payload.exp - ttl;
  if (!Number.isInteger(payload.exp) || start < Math.floor(requestedAt) || start > receivedAt) {
    defects.push(`exp is ${payload.exp}, expected ${ttl} s after a moment from ${requestedAt} to ${receivedAt}`);
  }
  return defects;
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

/** The order of scopes and of their parameters does not matter. */
function scopes(scope) {
  return String(scope).split(' ').map((one) => {
    const [name, query = ''] = one.split('?');
    return `${name}?${query.split('&').sort().join('&')}`;
  }).sort();
}

/** Equal for equal values, in any order of properties. */
function canonical(value) {
  return JSON.stringify(value, (_, inner) => (inner && typeof inner === 'object' && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
    : inner));
}
