namespace Aspire.StackExchange.Redis;

/// <summary>What a service says about its Redis client, as Aspire.StackExchange.Redis has it.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>In StackExchange.Redis's form; the connection string of the client's name unless set.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Leave out the health check "StackExchange.Redis".</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>There is no tracing here to disable; the package has some.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Connect on first use instead of at start. Always so here.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
