// What phone.js needs of an SDK: a line to Twilio, and the calls on it. One adapter for each SDK implements it.

/**
 * @typedef {object} SdkError
 * @property {number} [code] Twilio's code, unless the error is the page's own.
 * @property {string} message In words, Twilio's where there is a code.
 * @property {string} [todo] What to do, where the catalogue does not say it.
 * @property {boolean} [microphone] The code is about the microphone: 1.x uses 31201 for that and for a bad token.
 *
 * @typedef {'hung-up' | 'cancelled' | 'lost'} EndCause
 *
 * @typedef {object} Devices Ids as the browser gives them; '' is the browser's own choice.
 * @property {string} microphone
 * @property {string} speaker
 *
 * @typedef {object} Leg One call, incoming or outgoing.
 * @property {string} from Who calls, for an incoming call.
 * @property {() => void} accept
 * @property {() => void} reject
 * @property {() => void} hangUp
 * @property {(muted: boolean) => void} mute
 * @property {(digits: string) => void} sendDigits DTMF: 0 to 9, * and #.
 * @property {() => void} onringing The other side rings.
 * @property {() => void} onopen Both sides are connected.
 * @property {(cause: EndCause, error?: SdkError) => void} onended Called once.
 * @property {(error: SdkError) => void} onerror Something went wrong, and the call goes on.
 * @property {() => void} onreconnecting The connection to Twilio, or the audio, is lost. The SDK is trying to get it back.
 * @property {() => void} onreconnected
 * @property {(microphone: number, speaker: number) => void} onvolume From 0 to 1, some 20 times a second.
 *
 * @typedef {object} Line
 * @property {Promise<void>} up Settles when Twilio answered for the first time, or when the line was closed before that.
 * @property {(token: string) => void} useToken Goes on with another token, on the same line.
 * @property {(name: string) => Leg} call
 * @property {() => void} changeDevices The choice of devices has changed during a call.
 * @property {() => void} endSound There is no call any more, so that no microphone may be open.
 * @property {() => void} close Ends the line and every call on it.
 * @property {() => void} onup Twilio answers (again).
 * @property {() => void} ondown The connection is lost. The SDK is trying to get it back.
 * @property {(leg: Leg) => void} onincoming
 * @property {(error: SdkError) => void} onerror
 *
 * @typedef {object} LineOptions
 * @property {boolean} register Be reachable for incoming calls.
 * @property {{host: string} | null} sandbox The sandbox in Twilio's place.
 * @property {() => Devices} devices The devices to use now.
 *
 * @typedef {object} Sdk An adapter.
 * @property {'capability' | 'access'} tokenKind The tokens that it takes.
 * @property {(sandbox: {host: string} | null) => Promise<unknown>} load Loads the SDK, once.
 * @property {(token: string, options: LineOptions) => Promise<Line>} openLine Opens a line to Twilio, or to the sandbox.
 */

export {}; // Types only.
