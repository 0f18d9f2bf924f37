namespace TwilioSandbox.Voice;

/// <summary>Twilio's codes for warnings about TwiML (documented in its error dictionary).</summary>
internal static class TwimlCodes
{
    public const int Schema = 12200;
    public const int ContentType = 12300;
    public const int DialMethod = 13210;
    public const int DialTimeout = 13212;
    public const int DialCallerId = 13214;
    public const int DialAnswerOnBridge = 13219;
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
    public const int RedirectMethod = 13710;
    public const int PauseLength = 13910;
}
