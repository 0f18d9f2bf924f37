import { expect, test } from 'vitest';
import { decodeToken, describeRights } from '../src/token.js';

const encode = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString('base64url');

test('token with non-ASCII characters is decoded', () => {
  const { header, payload } = decodeToken(`${encode({ alg: 'HS256' })}.${encode({ iss: 'Zoë 山' })}.signature`);
  expect([header, payload]).toEqual([{ alg: 'HS256' }, { iss: 'Zoë 山' }]);
});

test('scopes of a capability token are described', () => {
  const scope = 'scope:client:incoming?clientName=alice scope:client:outgoing?appSid=AP1&appParams=team%3Dred&clientName=alice';
  expect(describeRights({ scope })).toEqual([
    'may receive calls as alice',
    'may place calls through application AP1, as alice, with the parameters team = red',
  ]);
});

test('grants of an access token are described in the same words', () => {
  const voice = { incoming: { allow: true }, outgoing: { application_sid: 'AP1', params: { team: 'red' } } };
  expect(describeRights({ grants: { identity: 'alice', voice } })).toEqual([
    'may receive calls as alice',
    'may place calls through application AP1, as alice, with the parameters team = red',
  ]);
});

test('token without scope has no rights', () => {
  expect(describeRights({ grants: { identity: 'alice', voice: { incoming: { allow: false } } } })).toEqual([]);
  expect(describeRights({})).toEqual([]);
});

test('unknown scope is shown', () => {
  expect(describeRights({ scope: 'scope:fax:send' })).toEqual(['unknown scope: scope:fax:send']);
});
