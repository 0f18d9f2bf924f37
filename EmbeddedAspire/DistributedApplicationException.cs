namespace Aspire.Hosting;

/// <summary>The application cannot run as it is; the message says why and what to do about it.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>With a message.</summary>
    public DistributedApplicationException(string message) : base(message)
    {
    }

    /// <summary>With a message and what it comes from.</summary>
    public DistributedApplicationException(string message, Exception inner) : base(message, inner)
    {
    }
}

/// <summary>A parameter has no value.</summary>
public class MissingParameterValueException(string message) : DistributedApplicationException(message);
