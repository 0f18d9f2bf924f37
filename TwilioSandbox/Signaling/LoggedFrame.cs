namespace TwilioSandbox.Signaling;

/// <summary>A frame without its token, session description and parameters.</summary>
/// <param name="Order">The order of the frames of one sandbox.</param>
/// <param name="Time">When the frame was received or queued.</param>
/// <param name="Client">The device's client.</param>
/// <param name="Direction"><c>in</c> from the device, <c>out</c> to it.</param>
/// <param name="Type">The type of the frame, such as <c>invite</c>.</param>
/// <param name="CallSid">The leg, as the frame names it. An SDK uses an id of its own (<c>TJ…</c>) at first.</param>
/// <param name="Bytes">The size of the frame.</param>
internal sealed record LoggedFrame(long Order, DateTimeOffset Time, string? Client, string Direction, string Type, string CallSid, int Bytes);
