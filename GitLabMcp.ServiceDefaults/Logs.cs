using Microsoft.Extensions.Configuration.Memory;

namespace GitLabMcp.ServiceDefaults;

/// <summary>Logs hold what an operator acts on: no lines per request, and no secrets.</summary>
internal static class Logs
{
    /// <summary>Defaults that settings (<c>Logging__LogLevel__…</c>) may change.</summary>
    private static readonly Dictionary<string, string?> Quiet = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
        ["Logging:LogLevel:Grpc"] = "Warning",
    };

    public static void AddLogs<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Quiet });

        // It prints every request with its query, where somebody may have put a secret: never, whatever the settings say.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);

        // A start that fails is said once, by Start, and not as a stack trace before.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
