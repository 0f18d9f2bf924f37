// Every error of @twilio/voice-sdk 2.18.5, and of Twilio's lists of Voice SDK errors: what happened, and what to do.
// https://www.twilio.com/docs/voice/sdks/error-codes and npm @twilio/voice-errors

const READ = 'Read what the token panel says about it, then ask for a new token.';
const SETTINGS = 'Check the Twilio settings of TokenApi: account and keys must belong together.';
const ACCOUNT = 'Look at the account in Twilio’s console: it may be suspended or closed.';
const APPLICATION = 'Check the application SID in the settings of TokenApi.';
const NEW_TOKEN = 'Register or call again: the page asks for a new token.';
const NETWORK = 'Check the network, and the sandbox if it stands in for Twilio. There is no need to reload.';
const CALL_AGAIN = 'Check the network, then call again.';
const OUTAGE = 'Try again later. Twilio’s status page, status.twilio.com, may say more.';
const LATER = 'Try again later.';
const DEFECT = 'Try again. If it stays, it is a defect of this page: the browser’s console has the details.';
const ALLOW = 'Allow the microphone for this page in the browser’s address bar, then try again.';
const CONNECT = 'Connect a microphone, or choose another one under “Sound devices”, and close other programs that hold it.';

/** What, and what to do. @type {Record<number, readonly [what: string, todo: string]>} */
export const CATALOGUE = {
  // Tokens. The SDK reports some of Twilio's 312xx codes as 201xx.
  20101: ['The access token is not valid.', READ],
  20102: ['The header of the access token is not valid.', READ],
  20103: ['The access token names an account or a key that Twilio does not know.', SETTINGS],
  20104: ['The access token has expired, or would live too long.', NEW_TOKEN],
  20105: ['The access token is not valid yet.', 'Check the clock of the machine that TokenApi runs on, then ask for a new token.'],
  20106: ['The grants of the access token are not valid, or do not allow this.', READ],
  20107: ['The signature of the access token is wrong.', SETTINGS],
  20151: ['Twilio could not authenticate the token.', SETTINGS],
  20157: ['The access token lives too long.', 'Ask for a token that ends within 24 hours.'],
  20403: ['The account may not use Twilio.', ACCOUNT],
  31102: ['No token was sent.', NEW_TOKEN],
  31104: ['The bridge token is not valid.', NEW_TOKEN],
  31201: ['Twilio could not authenticate the token.', SETTINGS],
  31202: ['The signature of the token is wrong.', SETTINGS],
  31203: ['Twilio does not know the account that issued the token.', SETTINGS],
  31204: ['The token is not valid.', READ],
  31205: ['The token has expired.', NEW_TOKEN],
  31206: ['Too many requests for this account.', 'Wait a minute, then try again.'],
  31207: ['The token lives too long.', 'Ask for a token that ends within 24 hours.'],
  51007: ['Twilio refused the access token.', READ],

  // What a token does not allow, or the application does not take.
  31001: ['Twilio could not find the application that handles outgoing calls.', APPLICATION],
  31002: ['The token does not allow this call.', 'Call again: the page asks for a token that may place calls.'],
  21218: ['Twilio does not know the application that handles outgoing calls.', APPLICATION],
  31100: ['The application SID in the token is not valid.', APPLICATION],
  31101: ['The call was made without parameters.', DEFECT],
  31103: ['The parameters of the call are too long.', 'Send fewer or shorter ones with the call.'],
  31105: ['The name of the client has characters that Twilio does not take.', 'Sign in under a name of letters, digits and underscores.'],
  31403: ['The account may not make this call.', ACCOUNT],
  13214: ['The application set a caller ID that Twilio does not accept.', 'Check callerId in the application’s TwiML.'],
  13224: ['Twilio cannot call this number, or it is not valid.', 'Check the number, then call again.'],
  11200: ['The Voice URL of the application could not be reached, or answered with an error.', 'Look into the log of the application.'],

  // The other side.
  31404: ['Nobody is registered under that name.', 'Check the name, and that the other side has registered for incoming calls.'],
  31408: ['The other side did not answer in time.', LATER],
  31480: ['The other side cannot be reached at the moment.', LATER],
  31481: ['The call is over.', CALL_AGAIN],
  31484: ['The number to call is not complete.', 'Check the number, then call again.'],
  31486: ['The other side is busy.', LATER],
  31487: ['The call was ended before it was answered.', CALL_AGAIN],
  31600: ['The other side is busy everywhere.', LATER],
  31603: ['The other side declined the call.', 'Try again later, or not.'],
  31604: ['There is nobody of that name anywhere.', 'Check the name.'],
  31008: ['The call ended before it was answered.', 'Call back from the list of calls.'],

  // The microphone.
  31208: ['The page may not use the microphone.', ALLOW],
  31401: ['The page may not use the microphone.', ALLOW],
  31402: ['No microphone can be used.', CONNECT],

  // The connection.
  31007: ['Twilio shut down version 1.x of the SDK on 10 September 2025.', 'Use @twilio/voice-sdk 2.x with the same token.'],
  31000: ['The connection to Twilio broke, or could not be made.', NETWORK],
  31003: ['The audio connection was lost.', CALL_AGAIN],
  31005: ['The connection to Twilio’s signalling server failed.', `${NETWORK} While registered, the page reconnects on its own.`],
  31009: ['A message could not be sent: there is no connection to Twilio.', 'Wait until the page says that it is registered again.'],
  31107: ['Twilio does not know the call that was to be continued.', CALL_AGAIN],
  31209: ['Twilio did not let this page continue the call.', CALL_AGAIN],
  31301: ['Twilio did not register this page for incoming calls.', 'Register again.'],
  31302: ['This device still gets notifications for an old version of the SDK.', 'Register again.'],
  31426: ['Twilio does not speak with this browser any more.', 'Use a current browser, and check that no proxy weakens TLS.'],
  31500: ['Twilio failed.', OUTAGE],
  31502: ['Twilio could not reach a part of itself.', OUTAGE],
  31503: ['Twilio has too much to do, or is being looked after.', OUTAGE],
  31504: ['A part of Twilio did not answer in time.', OUTAGE],
  31530: ['The address of Twilio’s server was not found.', NETWORK],
  53000: ['Twilio’s signalling server reported an error.', 'Try again. If it stays, look at what the server said.'],
  53001: ['The connection to Twilio was lost.', NETWORK],
  53405: ['The audio connection failed.', 'Check that the network lets UDP through, then call again.'],
  53407: ['The two sides could not set up encrypted audio.', CALL_AGAIN],

  // What should not happen.
  31210: ['Twilio does not know this type of message.', DEFECT],
  31211: ['A message was sent before the call was ringing.', 'Send it again when the other side rings.'],
  31212: ['The message is too large.', 'Send a shorter one.'],
  31400: ['Twilio did not understand a request.', DEFECT],
  31409: ['Two requests came into each other’s way.', 'Try again.'],
  31429: ['Too many requests in a short time.', 'Wait a minute, then try again.'],
  53400: ['The browser could not prepare the audio of the call.', DEFECT],
  53401: ['Twilio could not prepare the audio of the call.', OUTAGE],
  53402: ['The browser could not use the audio that the other side offers.', DEFECT],
  53403: ['Twilio could not use the audio that this browser offers.', DEFECT],
  53404: ['The two sides of the call have no way of coding sound in common.', 'Use a current browser on both sides.'],
};
