/**
 * The C# that issues such a token with TwilioTokens.
 * @param {Record<string, any>} header
 * @param {Record<string, any>} payload
 * @param {number} [ttl] Seconds.
 */
export const toCSharp = (header, payload, ttl = payload.exp - payload.iat) => [
  ...(payload.grants ? accessToken(header, payload.grants) : capability(String(payload.scope ?? ''))),
  `    .Generate(${ttl > 0 ? `ttl: ${ttl}` : ''});`,
].join('\n');

/**
 * @param {Record<string, any>} header
 * @param {Record<string, any>} grants
 */
function accessToken({ twr }, { identity, voice }) {
  const { incoming, outgoing } = voice ?? {};
  const grant = [
    incoming?.allow && 'IncomingAllow = true',
    outgoing && 'OutgoingApplicationSid = applicationSid',
    outgoing?.params && `OutgoingApplicationParams = ${dictionary('object?', Object.entries(outgoing.params))}`,
  ].filter(Boolean).join(', ');
  const options = [identity !== undefined && literal(identity), twr && `region: ${literal(twr)}`].filter(Boolean);
  return [
    `var token = new AccessToken(${['accountSid', 'apiKeySid', 'apiKeySecret', ...options].join(', ')})`,
    ...(voice ? [`    .AddGrant(new VoiceGrant { ${grant} })`] : []),
  ];
}

/** @param {string} scope */
function capability(scope) {
  const lines = ['var token = new Capability(accountSid, authToken)'];
  let name = '';
  for (const uri of scope.split(' ')) {
    const [kind, query] = uri.split('?', 2);
    const values = new URLSearchParams(query);
    const client = values.get('clientName') ?? '';
    const pairs = (/** @type {string} */ field) => [...new URLSearchParams(values.get(field) ?? '')];
    /** @param {string} field */
    const form = (field) => (pairs(field).length > 0 ? dictionary('string', pairs(field)) : '');
    if (kind === 'scope:client:incoming') lines.push(`    .AllowClientIncoming(${literal(name = client)})`);
    if (kind === 'scope:stream:subscribe') lines.push(`    .AllowEventStream(${form('params')})`);
    if (kind !== 'scope:client:outgoing') continue;
    if (client && client !== name) lines.push(`    .WithClientName(${literal(client)})`);
    lines.push(`    .AllowClientOutgoing(${['applicationSid', form('appParams')].filter(Boolean).join(', ')})`);
  }
  return lines;
}

/**
 * @param {string} type
 * @param {[string, unknown][]} pairs
 */
const dictionary = (type, pairs) =>
  `new Dictionary<string, ${type}> { ${pairs.map(([key, value]) => `[${literal(key)}] = ${literal(value)}`).join(', ')} }`;

/** JSON writes strings, numbers, booleans and null as C# does. @param {unknown} value */
const literal = (value) => JSON.stringify(value);
