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

        // These print paths, queries, headers and messages, where somebody may have put a secret: never, whatever the settings say. The
        // first one also adds the path to every line that is logged during a request.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.HostFiltering", LogLevel.Warning);
        builder.Logging.AddFilter("ModelContextProtocol", LogLevel.Warning);

        // A start that fails is said once, by Start, and not as a stack trace before.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
