namespace Aspire.Hosting;

/// <summary>The application cannot run as it is; the message says why and what to do about it.</summary>
public class DistributedApplicationException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A parameter has no value.</summary>
public class MissingParameterValueException(string message) : DistributedApplicationException(message);
