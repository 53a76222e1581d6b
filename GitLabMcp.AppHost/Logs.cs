namespace GitLabMcp.AppHost;

/// <summary>The console holds what the user acts on. In code, because an appsettings.json is found only from its own folder.</summary>
internal static class Logs
{
    public static void AddQuietLogs(this IDistributedApplicationBuilder builder) =>
        builder.Services.AddLogging(logging =>
            logging
                .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
                .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
                .AddFilter("Aspire.Hosting.Dcp", LogLevel.Warning)
                // A start that fails is named by its resource, not by a stack trace.
                .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        );
}
