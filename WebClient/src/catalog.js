// Every error in @twilio/voice-sdk 2.18.5 and in Twilio's lists of Voice SDK errors: what happened and what to do.
// https://www.twilio.com/docs/voice/sdks/error-codes and npm @twilio/voice-errors

const READ = 'See what the token panel says, then request a new token.';
const SETTINGS = 'Check TokenApi’s Twilio settings: the account and its keys must belong together.';
const ACCOUNT = 'Check the account in Twilio’s Console. It may be suspended or closed.';
const APPLICATION = 'Check the application SID in TokenApi’s settings.';
const NEW_TOKEN = 'Register or call again. The page then requests a new token.';
const NETWORK = 'Check the network, and the sandbox if you use it. You don’t need to reload.';
const CALL_AGAIN = 'Check the network, then call again.';
const OUTAGE = 'Try again later, or see Twilio’s status page: status.twilio.com.';
const LATER = 'Try again later.';
const START = 'Start the application behind it (in this demo, TokenApi), then call again. '
  + 'The sandbox’s page, or Twilio’s Console, shows the URL.';
const SEE_SANDBOX = 'Check the application’s log. The sandbox’s page, or Twilio’s Console, shows what is wrong.';
const DEFECT = 'Try again. If it happens again, this page has a bug: the browser’s console has the details.';
const ALLOW = 'Allow the microphone for this page in the browser’s address bar, then try again.';
const CONNECT = 'Connect a microphone, or choose another one under “Sound devices”. Close other programs that use the microphone.';

/** What happened, and what to do. @type {Record<number, readonly [what: string, todo: string]>} */
export const CATALOG = {
  // Tokens. The SDK reports some of Twilio's 312xx codes as 201xx.
  20101: ['The access token is not valid.', READ],
  20102: ['The header of the access token is not valid.', READ],
  20103: ['Twilio does not know the account or the API key in the access token.', SETTINGS],
  20104: ['The access token has expired, or its lifetime is too long.', NEW_TOKEN],
  20105: ['The access token is not valid yet.', 'Check the clock of the machine that runs TokenApi, then request a new token.'],
  20106: ['The grants of the access token are not valid, or do not allow this.', READ],
  20107: ['The signature of the access token is wrong.', SETTINGS],
  20151: ['Twilio could not authenticate the token.', SETTINGS],
  20157: ['The access token’s lifetime is too long.', 'Request a token that expires within 24 hours.'],
  20403: ['Twilio has blocked the account.', ACCOUNT],
  31102: ['No token was sent.', NEW_TOKEN],
  31104: ['The bridge token is not valid.', NEW_TOKEN],
  31201: ['Twilio could not authenticate the token.', SETTINGS],
  31202: ['The signature of the token is wrong.', SETTINGS],
  31203: ['Twilio does not know the account that issued the token.', SETTINGS],
  31204: ['The token is not valid.', READ],
  31205: ['The token has expired.', NEW_TOKEN],
  31206: ['Too many requests for this account.', 'Wait a minute, then try again.'],
  31207: ['The token’s lifetime is too long.', 'Request a token that expires within 24 hours.'],
  51007: ['Twilio refused the access token.', READ],

  // The token does not allow it, or the application does not accept it.
  31001: ['Twilio could not find the application that handles outgoing calls.', APPLICATION],
  31002: ['The token does not allow this call.', 'Call again. The page then requests a token that allows outgoing calls.'],
  21218: ['Twilio does not know the application that handles outgoing calls.', APPLICATION],
  31100: ['The application SID in the token is not valid.', APPLICATION],
  31101: ['The call was made without parameters.', DEFECT],
  31103: ['The parameters of the call are too long.', 'Send fewer or shorter parameters with the call.'],
  31105: ['The client’s name contains characters that Twilio does not accept.', 'Sign in with a name of letters, digits and underscores.'],
  31403: ['The account is not allowed to make this call.', ACCOUNT],
  13214: ['The application set a caller ID that Twilio does not accept.', 'Check callerId in the application’s TwiML.'],
  13224: ['Twilio cannot call this number, or it is not valid.', 'Check the number, then call again.'],

  // The application’s Voice URL and its TwiML.
  11100: ['The application’s TwiML has an invalid URL.', SEE_SANDBOX],
  11200: ['The Voice URL of the application could not be reached, or answered with an error.', 'Check the application’s log.'],
  11205: ['The application’s Voice URL could not be reached, or did not answer in time.', START],
  11206: ['The application’s Voice URL did not answer with HTTP.', SEE_SANDBOX],
  11210: ['The host of the application’s Voice URL was not found.', 'Check the URL. The sandbox’s page, or Twilio’s Console, shows it.'],
  11215: ['The application’s Voice URL has too many redirects.', SEE_SANDBOX],
  11220: ['The application’s Voice URL could not be reached: its certificate is not trusted.', SEE_SANDBOX],
  11750: ['The application’s TwiML is too large.', SEE_SANDBOX],
  11770: ['The application’s Voice URL sent an empty response.', SEE_SANDBOX],
  12100: ['The application’s TwiML is not valid XML.', SEE_SANDBOX],
  12102: ['The root element of the application’s TwiML is not Response.', SEE_SANDBOX],
  12300: ['The application’s Voice URL sent a Content-Type that is not TwiML.', SEE_SANDBOX],

  // The other side.
  31404: ['Nobody is registered under that name.', 'Check the name, and whether the other side has registered for incoming calls.'],
  31408: ['The other side did not answer in time.', LATER],
  31480: ['The other side cannot be reached right now.', LATER],
  31481: ['The call is over.', CALL_AGAIN],
  31484: ['The number is incomplete.', 'Check the number, then call again.'],
  31486: ['The other side is busy.', LATER],
  31487: ['The call ended before it was answered.', CALL_AGAIN],
  31600: ['The other side is busy everywhere.', LATER],
  31603: ['The other side declined the call.', LATER],
  31604: ['Nobody has that name.', 'Check the name.'],
  31008: ['The call ended before it was answered.', 'Call back from the list of calls.'],

  // The microphone.
  31208: ['The page is not allowed to use the microphone.', ALLOW],
  31401: ['The page is not allowed to use the microphone.', ALLOW],
  31402: ['No microphone is available.', CONNECT],

  // The connection.
  31007: ['Twilio shut down version 1.x of the SDK on 10 September 2025.', 'Use @twilio/voice-sdk 2.x with the same token.'],
  31000: ['The connection to Twilio broke or could not be opened.', NETWORK],
  31003: ['The audio connection was lost.', CALL_AGAIN],
  31005: ['The connection to Twilio’s signaling server failed.', `${NETWORK} While registered, the page reconnects on its own.`],
  31009: ['A message could not be sent because Twilio is not connected.', 'Wait until the page shows that it is registered again.'],
  31107: ['Twilio does not know the call that the page tried to resume.', CALL_AGAIN],
  31209: ['Twilio did not let this page resume the call.', CALL_AGAIN],
  31301: ['Twilio did not register this page for incoming calls.', 'Register again.'],
  31302: ['This device is still subscribed to notifications of an old SDK version.', 'Register again.'],
  31426: ['Twilio no longer supports this browser.', 'Use a current browser, and check that no proxy downgrades TLS.'],
  31500: ['Twilio reported an internal error.', OUTAGE],
  31502: ['One of Twilio’s servers got an invalid response from another.', OUTAGE],
  31503: ['Twilio is overloaded or under maintenance.', OUTAGE],
  31504: ['One of Twilio’s servers did not answer in time.', OUTAGE],
  31530: ['The address of Twilio’s server was not found.', NETWORK],
  53000: ['Twilio’s signaling server reported an error.', 'Try again. If it happens again, see the details in the browser’s console.'],
  53001: ['The connection to Twilio was lost.', NETWORK],
  53405: ['The audio connection failed.', 'Check that the network allows UDP, then call again.'],
  53407: ['The two sides could not set up encrypted audio.', CALL_AGAIN],

  // Errors that should not happen.
  31210: ['Twilio does not know this type of message.', DEFECT],
  31211: ['A message was sent before the call was ringing.', 'Send it again when the other side rings.'],
  31212: ['The message is too large.', 'Send a shorter one.'],
  31400: ['Twilio did not understand a request.', DEFECT],
  31409: ['Two requests conflicted.', 'Try again.'],
  31429: ['Too many requests in a short time.', 'Wait a minute, then try again.'],
  53400: ['The browser could not prepare the audio of the call.', DEFECT],
  53401: ['Twilio could not prepare the audio of the call.', OUTAGE],
  53402: ['The browser could not use the other side’s audio offer.', DEFECT],
  53403: ['Twilio could not use this browser’s audio offer.', DEFECT],
  53404: ['The two sides of the call have no audio codec in common.', 'Use a current browser on both sides.'],
};
