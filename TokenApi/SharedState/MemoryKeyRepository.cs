using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace TokenApi.SharedState;

/// <summary>Keeps session keys in memory. The default of ASP.NET Core is a directory of the user or, without one, the working directory.</summary>
internal sealed class MemoryKeyRepository(ILogger<MemoryKeyRepository> logger) : IXmlRepository
{
    private readonly ConcurrentQueue<XElement> _keys = new();

    public IReadOnlyCollection<XElement> GetAllElements() => _keys;

    public void StoreElement(XElement element, string friendlyName)
    {
        logger.LogWarning("The sessions and their keys are in memory, so a restart ends all sessions. To keep them, set ConnectionStrings:redis");
        _keys.Enqueue(element);
    }
}
