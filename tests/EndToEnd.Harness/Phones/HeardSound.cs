namespace EndToEnd.Harness;

/// <summary>Levels in decibels of full scale.</summary>
internal sealed class HeardSound
{
    /// <summary>At the frequency that was asked for.</summary>
    public double Tone { get; set; }

    /// <summary>The loudest other frequency between 300 and 3400 Hz.</summary>
    public double Noise { get; set; }

    /// <summary>The loudest sample of the last two seconds.</summary>
    public double Loudest { get; set; }

    /// <summary>Whether the measurement covers two seconds yet.</summary>
    public bool IsPast { get; set; }

    public override string ToString() => FormattableString.Invariant($"tone {Tone:0.0} dBFS, noise {Noise:0.0} dBFS, loudest {Loudest:0.0} dBFS{(IsPast ? "" : " so far")}");
}
