namespace SandboxLoad;

/// <summary>What is asked of the sandbox.</summary>
internal sealed class LoadOptions
{
    /// <summary>Registered devices. Half of them call, half are called.</summary>
    public int Devices { get; set; } = 2000;

    /// <summary>Calls set up each second.</summary>
    public int Rate { get; set; } = 100;

    /// <summary>Seconds that a call lasts, with 50 packets a second each way.</summary>
    public int Talk { get; set; } = 2;

    /// <summary>Seconds during which calls are set up.</summary>
    public int Seconds { get; set; } = 60;
}
