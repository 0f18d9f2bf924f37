using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TwilioSandbox.Events;

namespace TwilioSandbox.Tests.Events;

public class JournalTests
{
    private readonly Journal _journal = new(new FakeTimeProvider(), NullLogger<Journal>.Instance);

    [Fact]
    public void Journal_keeps_the_last_10000_events()
    {
        Add(Journal.Capacity + 5, "short");
        Assert.Equal((Journal.Capacity, 6), (Read().Count, Read()[0].Id));
    }

    [Fact]
    public void Journal_of_long_events_keeps_the_last_16_MiB()
    {
        Add(1000, new string('x', 60_000));
        var kept = Read();
        Assert.InRange(kept.Sum(entry => 2L * entry.Message!.Length), Journal.MaxBytes * 9L / 10, Journal.MaxBytes);
        Assert.Equal(1000, kept[^1].Id);
    }

    [Fact]
    public void Reset_journal_takes_as_many_events_as_a_new_one()
    {
        Add(1000, new string('x', 60_000));
        _journal.Clear();
        Add(100, "short");
        Assert.Equal(100, Read().Count);
    }

    private void Add(int count, string message)
    {
        for (var i = 0; i < count; i++)
        {
            _journal.Add(new() { Type = EventTypes.WebhookAsked, Message = message });
        }
    }

    private IReadOnlyList<SandboxEvent> Read() => _journal.Read(new());
}
