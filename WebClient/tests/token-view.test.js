import { expect, test } from 'vitest';
import { encodeBase64Url, encodedRange } from '../src/base64url.js';
import { readClaims } from '../src/token-view/claims.js';
import { toCSharp } from '../src/token-view/csharp.js';
import { toCurl } from '../src/token-view/curl.js';
import { formatDate, formatDistance, formatLeft, formatSpan } from '../src/token-view/dates.js';
import { compact, indent, readJson } from '../src/token-view/json.js';
import { describeClaim, explainClaim } from '../src/token-view/meanings.js';

const SCOPE = 'scope:client:incoming?clientName=alice scope:client:outgoing?appSid=AP1&appParams=team%3Dr%25C3%25B8d&clientName=alice';
/** @typedef {import('../src/token-view/claims.js').Claim} Claim */

/**
 * All claims, including those in others.
 * @param {readonly Claim[]} claims
 * @returns {Claim[]}
 */
const flatten = (claims) => claims.flatMap((claim) => [claim, ...flatten(claim.inner ?? [])]);

const claimsOf = (/** @type {object} */ payload) => flatten(readClaims('payload', JSON.stringify(payload)) ?? []);

test.each(['', 'a', 'ab', 'abc', 'ø', '山', '🙂 and ø'])('encoding %j as base64url is that of Node', (text) => {
  expect(encodeBase64Url(text)).toBe(Buffer.from(text).toString('base64url'));
});

test('each claim is found in the encoded token, also after non-ASCII characters', () => {
  const grants = { identity: 'Zoë', voice: { incoming: { allow: true } } };
  const source = JSON.stringify({ naïve: '山🙂', scope: SCOPE, exp: 1700000000, grants });
  const encoded = Buffer.from(source).toString('base64url');
  for (const { from, to } of flatten(readClaims('payload', source) ?? [])) {
    const claim = Buffer.from(source.slice(from, to));
    const start = Buffer.from(source.slice(0, from)).length;
    const [first, last] = encodedRange(source, from, to);
    // The highlighted characters carry all bits of the claim, and none of them carries only bits of others.
    expect(first * 6).toBeGreaterThan(start * 8 - 6);
    expect(first * 6).toBeLessThanOrEqual(start * 8);
    expect(last * 6).toBeGreaterThanOrEqual((start + claim.length) * 8);
    expect(last * 6).toBeLessThan((start + claim.length) * 8 + 6);
    expect(last).toBeLessThanOrEqual(encoded.length);
  }
});

test('claims are members, scopes and their parameters', () => {
  const payload = { scope: SCOPE, exp: 1, grants: { identity: 'a', voice: {} } };
  const source = JSON.stringify(payload);
  const claims = claimsOf(payload);
  expect(claims.map(({ name }) => name)).toEqual([
    'scope', 'scope:client:incoming', 'clientName', 'scope:client:outgoing', 'appSid', 'appParams', 'clientName',
    'exp', 'grants', 'identity', 'voice',
  ]);
  expect(claims.slice(1, 3).map(({ from, to }) => source.slice(from, to))).toEqual(['scope:client:incoming', 'clientName=alice']);
  expect(claims.slice(-2).map(({ value, parent }) => [value, parent])).toEqual([['"a"', 'grants'], ['{}', 'grants']]);
});

test.each(['[]', '"text"', '{', '', '{"a":1,}'])('%j has no claims', (source) => {
  expect(readClaims('payload', source)).toBeNull();
});

test('positions in JSON with space, escapes and arrays are right', () => {
  const source = ' { "a\\"}" : [ 1, {"b":2} ] ,\n"c": -1.5e3 , "d" : { } }';
  const { members = [] } = readJson(source);
  const found = members.map(({ name, start, to }) => [name, source.slice(start, to)]);
  expect(found).toEqual([['a"}', '[ 1, {"b":2} ]'], ['c', '-1.5e3'], ['d', '{ }']]);
});

test('compacting changes only space', () => {
  expect(compact('{ "a b": "c  \\" d",\n"n": 1.0, "n": [ ] }')).toBe('{"a b":"c  \\" d","n":1.0,"n":[]}');
  expect(compact('{ "a" ')).toBe('{ "a" ');
  expect(indent('{"a":1}')).toBe('{\n  "a": 1\n}');
});

test.each([
  [{ scope: SCOPE }, 'scope',
    'may receive calls as alice; may place calls through application AP1, as alice, with the parameters team = rød'],
  [{ scope: SCOPE }, 'scope:client:incoming', 'may receive calls as alice'],
  [{ scope: SCOPE }, 'appParams', 'team = rød'],
  [{ scope: SCOPE }, 'appSid', ''],
  [{ scope: 'scope:client:incoming?clientName=a%40b' }, 'clientName', 'a@b'],
  [{ grants: { identity: 'alice' } }, 'grants', 'allows nothing'],
  [{ exp: '1700000000' }, 'exp', ''],
])('what a claim of %j says is put into words', (payload, name, words) => {
  expect(describeClaim(claimsOf(payload).find((claim) => claim.name === name) ?? expect.fail(), payload)).toBe(words);
});

test('claims of both kinds are explained, and other claims are ignored', () => {
  const capability = { scope: SCOPE, iss: 'AC', exp: 1, nbf: 1, iat: 1, jti: '', sub: '' };
  const voice = { incoming: { allow: true }, outgoing: { application_sid: 'AP', params: { team: 'red' } } };
  const access = { ...capability, scope: undefined, grants: { identity: 'a', voice } };
  const header = flatten(readClaims('header', '{"alg":"","typ":"","cty":"","twr":""}') ?? []);
  const explained = [
    ...header.map((claim) => explainClaim(claim, {})),
    ...[capability, access].flatMap((payload) => claimsOf(payload).map((claim) => explainClaim(claim, payload))),
  ];
  expect(explained.filter((meaning) => meaning.includes('ignores'))).toEqual([]);
  const other = [...claimsOf({ exp2: 1, constructor: 1, identity: 'a' }), ...readClaims('header', '{"kid":"","exp":1}') ?? []];
  expect(new Set(other.map((claim) => explainClaim(claim, {})))).toEqual(new Set(['This page has no description of it.']));
  const [iss] = claimsOf({ iss: 'SK' });
  expect(explainClaim(iss, capability)).toContain('The account');
  expect(explainClaim(iss, access)).toContain('The API key');
});

test.each([
  [{ scope: 'scope:client:incoming?clientName=alice' }, '.AllowClientIncoming("alice")'],
  [{ scope: 'scope:client:outgoing?appSid=AP1&clientName=alice' }, '.WithClientName("alice")\n    .AllowClientOutgoing(applicationSid)'],
  [{ scope: 'scope:client:outgoing?appSid=AP1' }, '.AllowClientOutgoing(applicationSid)'],
  [{ scope: SCOPE },
    '.AllowClientIncoming("alice")\n    .AllowClientOutgoing(applicationSid, new Dictionary<string, string> { ["team"] = "rød" })'],
  [{ scope: 'scope:stream:subscribe?path=%2F2010-04-01%2FEvents' }, '.AllowEventStream()'],
])('C# of the capability token %j calls the methods of Capability', (payload, calls) => {
  expect(toCSharp({}, payload, 600)).toBe(`var token = new Capability(accountSid, authToken)\n    ${calls}\n    .Generate(ttl: 600);`);
});

test.each([
  [{ identity: 'alice', voice: { incoming: { allow: true } } }, '', '"alice"', 'IncomingAllow = true'],
  [{ identity: 'alice', voice: { outgoing: { application_sid: 'AP1', params: { team: 'red "1"' } } } }, 'ie1', '"alice", region: "ie1"',
    'OutgoingApplicationSid = applicationSid, OutgoingApplicationParams = new Dictionary<string, object?> { ["team"] = "red \\"1\\"" }'],
])('C# of an access token with %j uses AccessToken and VoiceGrant', (grants, twr, options, grant) => {
  expect(toCSharp({ twr }, { grants, iat: 100, exp: 700 })).toBe(
    `var token = new AccessToken(accountSid, apiKeySid, apiKeySecret, ${options})
    .AddGrant(new VoiceGrant { ${grant} })
    .Generate(ttl: 600);`,
  );
});

test('curl with the demo sign-in signs in first', () => {
  const headers = { 'X-Session': 'bob' };
  expect(toCurl({ origin: 'http://localhost:5100', kind: 'access', body: { outgoing: true, ttl: 60 }, headers })).toBe(
    `curl -sSf -c cookies.txt http://localhost:5100/api/session \\
  -H 'Content-Type: application/json' \\
  -H 'X-Session: bob' \\
  -d '{"name":"bob"}'
curl -sSf -b cookies.txt http://localhost:5100/api/tokens/access \\
  -H 'Content-Type: application/json' \\
  -H 'X-Session: bob' \\
  -d '{"outgoing":true,"ttl":60}'`,
  );
});

test('curl without the demo sign-in needs the session cookie, and is quoted for the shell', () => {
  const body = { incoming: true, params: { note: 'it’s "it\'s"' } };
  expect(toCurl({ origin: 'https://calls.example.com', kind: 'capability', body })).toBe(
    `curl -sSf -H "Cookie: $SESSION_COOKIE" https://calls.example.com/api/tokens/capability \\
  -H 'Content-Type: application/json' \\
  -d '{"incoming":true,"params":{"note":"it’s \\"it'\\''s\\""}}'`,
  );
});

test('Unix times are dates, with the time left or passed', () => {
  expect(formatDate(1700000000)).toMatch(/^1[45] Nov 2023, \d\d:\d\d:20$/);
  expect(formatDistance(1000, 0)).toBe('in 16 min');
  expect(formatDistance(1000, 1_005_000)).toBe('5 s ago');
  expect([59, 60, 7200, 86_400, 200_000].map(formatSpan)).toEqual(['59 s', '1 min', '2 h', '1 day', '2 days']);
  expect([2_537_000, 172_800_000, 0, -4000].map(formatLeft)).toEqual(['42:17', '2 days', '0 s ago', '4 s ago']);
});
