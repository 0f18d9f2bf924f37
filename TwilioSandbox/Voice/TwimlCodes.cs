namespace TwilioSandbox.Voice;

/// <summary>Twilio's codes for warnings about TwiML (documented in its error dictionary).</summary>
internal static class TwimlCodes
{
    public const int Schema = 12200;
    public const int ContentType = 12300;
    public const int DialMethod = 13210;
    public const int DialTimeout = 13212;
    public const int DialCallerId = 13214;
    public const int DialNestedElement = 13215;
    public const int DialAnswerOnBridge = 13219;
    public const int DialNumber = 13223;
    public const int ConferenceMuted = 13230;
    public const int ConferenceEndOnExit = 13231;
    public const int ConferenceStartOnEnter = 13232;
    public const int ConferenceName = 13237;
    public const int DialSip = 13243;
    public const int GatherFinishOnKey = 13310;
    public const int GatherMethod = 13312;
    public const int GatherTimeout = 13313;
    public const int GatherNumDigits = 13314;
    public const int GatherNestedVerb = 13320;
    public const int GatherSayLoop = 13322;
    public const int GatherPlayContentType = 13325;
    public const int GatherActionOnEmptyResult = 13338;
    public const int PlayLoop = 13410;
    public const int PlayContentType = 13420;
    public const int SayLoop = 13510;
    public const int SayText = 13520;
    public const int RecordMethod = 13610;
    public const int RecordTimeout = 13611;
    public const int RecordMaxLength = 13612;
    public const int RecordFinishOnKey = 13613;
    public const int RecordPlayBeep = 13616;
    public const int RecordCallbackEvent = 13621;
    public const int RedirectMethod = 13710;
    public const int PauseLength = 13910;
}
