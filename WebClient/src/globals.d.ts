/** What the script of Twilio Client 1.15 leaves in the page. */
interface Window {
  Twilio: { Device: typeof import('twilio-client').Device };
}
