import { describe, expect, it, vi } from 'vitest';
import { claimOtherKind, changeOneLetter, signWithAnotherKey, useAnotherAccount } from '../src/demo/forge.js';
import * as say from '../src/diagram/messages.js';
import { Narrator } from '../src/diagram/narrator.js';
import { Story } from '../src/diagram/story.js';
import { decodeToken } from '../src/token.js';

const [caller, callee] = /** @type {const} */ (['alice', 'bob']);

// {"alg":"HS256","typ":"JWT"} {"scope":"scope:client:incoming?clientName=alice","iss":"AC…","exp":1700000600}


const TOKEN = [{ alg: 'HS256', typ: 'JWT' }, { scope: 'scope:client:incoming?clientName=alice', iss: 'ACcafe', exp: 1700000600 }]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).concat('c2lnbmF0dXJl').join('.');

describe('story', () => {
  it('puts what both phones do at the same time in one row, and keeps the order of each phone', () => {
    const story = new Story(() => {});
    story.say(say.signIn('alice'), say.ask('alice', {}), say.signIn('bob'), say.ask('bob', {}), say.voice(), say.voice());

    expect(toKinds(story.rows([]))).toEqual([['sign in', 'sign in'], ['ask', 'ask'], ['voice'], ['voice']]);
  });

  it('shows what has not happened yet as ghosts', () => {
    const story = new Story(() => {});
    story.say(say.signIn('alice'));

    const messages = story.rows(say.plan('alice', 'bob')).flat();

    expect(messages.filter(({ ghost }) => !ghost)).toEqual([say.signIn('alice')]);
    expect(messages).toHaveLength(say.plan('alice', 'bob').length);
  });

  it('shows finished audio and no ghosts after the call has ended', () => {
    const story = new Story(() => {});
    story.say(say.invite('alice', 'bob'), ...say.answer('alice', 'bob'));
    const [audio] = story.rows([]).flat().filter((message) => message.audio);
    expect(audio.over).toBeUndefined();

    story.say(...say.hangUp('alice', 'bob'));
    const messages = story.rows(say.plan('alice', 'bob')).flat();

    expect(messages.filter((message) => message.ghost)).toEqual([]);
    expect(messages.filter((message) => message.over)).toEqual([{ ...audio, over: true }]);
  });

  it('forgets from a kind on', () => {
    const story = new Story(() => {});
    story.say(say.signIn('alice'), say.invite('alice', 'bob'), say.voice());
    story.forget('invite');

    expect(toKinds(story.rows([]))).toEqual([['sign in']]);
  });
});

describe('narrator', () => {
  it('tells a call from the events of the sandbox, and ignores the calls of others', () => {
    const { narrator, rows } = tell();
    for (const [type, client, callSid, connection] of /** @type {[string, string, string?, number?][]} */ ([
      ['token.accepted', 'bob', undefined, 1], ['client.registered', 'bob', undefined, 1], ['token.accepted', 'alice', undefined, 2],
      ['token.accepted', 'alice', undefined, 2], ['token.accepted', 'eve', undefined, 3],
      ['call.requested', 'alice', 'CA1'], ['webhook.asked', 'alice', 'CA1'], ['voice.answered', 'alice', 'CA1'],
      ['call.ringing', 'bob', 'CA1'],
      ['call.requested', 'eve', 'CA2'], ['call.ringing', 'bob', 'CA2'], ['call.answered', 'bob', 'CA2'],
      ['call.answered', 'bob', 'CA1'],
    ])) narrator.tell({ id: 1, type, client, callSid, connection });

    expect(toKinds(rows())).toEqual([
      ['connect', 'connect'], ['ready', 'ready'], ['invite'], ['voice'], ['twiml'], ['ring', 'ring'], ['answer', 'answer'], ['audio'],
    ]);
  });

  it('knows when a party is gone', async () => {
    const { narrator } = tell();
    narrator.tell({ id: 1, type: 'token.accepted', client: 'bob', connection: 1 });
    const gone = vi.fn();
    const waiting = narrator.untilGone('bob').then(gone);
    narrator.tell({ id: 2, type: 'client.disconnected', client: 'alice', connection: 2 });
    await Promise.resolve();
    expect(gone).not.toHaveBeenCalled();

    narrator.tell({ id: 3, type: 'client.disconnected', client: 'bob', connection: 1 });
    await waiting;
  });

  it('reports a refused token of nobody as that of the actor, with claim and remedy', () => {
    const { narrator, rows, refusals } = tell('alice');
    const defect = { claim: 'exp', was: 'over', expected: 'later', remedy: 'Get a new one.' };
    const explanation = `'exp' is over. Get a new one.`;
    narrator.tell({ id: 1, type: 'token.refused', claimedClient: 'eve', code: 31202 });
    narrator.tell({ id: 2, type: 'token.refused', claimedClient: 'alice', code: 31205, message: 'JWT Token Expired', explanation, defect });

    expect(toKinds(rows())).toEqual([['connect'], ['refuse']]);
    expect(refusals).toEqual([
      { party: 'alice', code: 31205, title: 'JWT Token Expired', claim: 'exp', fault: 'is over.', remedy: 'Get a new one.' },
    ]);
  });

  it('ignores a refused token of nobody without an actor', () => {
    const { narrator, rows, refusals } = tell();
    narrator.tell({ id: 1, type: 'token.refused', code: 31205 });

    expect([...rows(), ...refusals]).toEqual([]);
  });
});

describe('forge', () => {
  it('changes one letter and keeps the signature', () => {
    const { token, changed } = changeOneLetter(TOKEN, 'alice');

    expect(changed).toBe('alica');
    expect(decodeToken(token).payload.scope).toBe('scope:client:incoming?clientName=alica');
    expect(token.split('.')[2]).toBe(TOKEN.split('.')[2]);
  });

  it.each([['anna', 'annb'], ['alice_9', 'alice_a']])('changes %s into %s, which is a name too', (name, changed) => {
    expect(changeOneLetter(TOKEN, name).changed).toBe(changed);
  });

  it('signs with a key of its own', async () => {
    const token = await signWithAnotherKey(TOKEN);

    expect(token.split('.').slice(0, 2)).toEqual(TOKEN.split('.').slice(0, 2));
    expect(token.split('.')[2]).toHaveLength(43);
  });

  it('names another account or the other kind', async () => {
    expect(decodeToken(await signWithAnotherKey(TOKEN, useAnotherAccount)).payload.iss).toMatch(/^AC[0-9a-f]{32}$/);
    expect(decodeToken(await signWithAnotherKey(TOKEN, claimOtherKind)).header.cty).toBe('twilio-fpa;v=1');
  });
});

/** @param {import('../src/diagram/story.js').Row[]} rows */
const toKinds = (rows) => rows.map((row) => row.map(({ kind }) => kind));

/** @param {import('../src/diagram/messages.js').Name | null} actor */
function tell(actor = null) {
  const story = new Story(vi.fn());
  /** @type {import('../src/diagram/narrator.js').Refusal[]} */
  const refusals = [];
  const scene = () => ({ caller, callee, registers: [callee], actor, claimed: 'alice' });
  return { narrator: new Narrator(scene, story, (refusal) => refusals.push(refusal)), refusals, rows: () => story.rows([]) };
}
