// What phone.js needs of an SDK: a line to Twilio, and the calls on it. One adapter for each SDK implements it.

/**
 * @typedef {object} SdkError
 * @property {number} code Twilio's code.
 * @property {string} message Twilio's words.
 * @property {boolean} [microphone] The code is about the microphone: 1.x uses 31201 for that and for a bad token.
 *
 * @typedef {'hung-up' | 'cancelled' | 'lost'} EndCause
 *
 * @typedef {object} Leg One call, incoming or outgoing.
 * @property {string} from Who calls, for an incoming call.
 * @property {() => void} accept
 * @property {() => void} reject
 * @property {() => void} hangUp
 * @property {() => void} onringing The other side rings.
 * @property {() => void} onopen Both sides are connected.
 * @property {(cause: EndCause, error?: SdkError) => void} onended Called once.
 * @property {(error: SdkError) => void} onerror Something went wrong, and the call goes on.
 * @property {() => void} onsignallinglost The call goes on, but Twilio does not hear of a hang-up until the line is back.
 *
 * @typedef {object} Line
 * @property {Promise<void>} up Settles when Twilio answered for the first time, or when the line was closed before that.
 * @property {(token: string) => void} useToken Goes on with another token, on the same line.
 * @property {(name: string) => Leg} call
 * @property {() => void} close Ends the line and every call on it.
 * @property {() => void} onup Twilio answers (again).
 * @property {() => void} ondown The connection is lost. The SDK is trying to get it back.
 * @property {(leg: Leg) => void} onincoming
 * @property {(error: SdkError) => void} onerror
 */

export {}; // Types only.
