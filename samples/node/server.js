// A voice application, written for Twilio. Nothing here refers to the sandbox.
import { randomInt } from 'node:crypto';
import express from 'express';
import twilio from 'twilio';

const { PORT = 3000, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_KEY, TWILIO_API_SECRET, TWILIO_TWIML_APP_SID } = process.env;
const { AccessToken } = twilio.jwt;

const app = express();
app.use(express.static('../page'));
app.use('/sdk', express.static('../page/node_modules/@twilio/voice-sdk/dist'));

app.get('/token', (request, response) => {
  const identity = `guest_${randomInt(1e6)}`; // A real application takes it from the user's session.
  const token = new AccessToken(TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET, { identity, ttl: 3600 });
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: TWILIO_TWIML_APP_SID }));
  response.set('Cache-Control', 'no-store').json({ identity, token: token.toJwt() });
});

app.post('/voice', express.urlencoded({ extended: false }), (request, response) => {
  const url = `${request.protocol}://${request.get('Host')}${request.originalUrl}`;
  if (!twilio.validateRequest(TWILIO_AUTH_TOKEN, request.get('X-Twilio-Signature') ?? '', url, request.body ?? {})) {
    return response.sendStatus(403);
  }
  const twiml = new twilio.twiml.VoiceResponse();
  twiml.dial({ answerOnBridge: true }).client(request.body.To);
  response.type('text/xml').send(twiml.toString());
});

app.listen(PORT, 'localhost', () => console.log(`Listening on http://localhost:${PORT}`));
