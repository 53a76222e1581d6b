using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.Extensions.Logging.Console;

namespace GitLabMcp.ServiceDefaults.Audit;

/// <summary>Where audit records go (docs/reliability.md, S19): to the log pipeline as structured events, and as JSON lines to where
/// AUDIT_LOG says.</summary>
public sealed partial class AuditLog(ILoggerFactory loggers, AuditLines? lines)
{
    public const string Category = "GitLabMcp.Audit";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    /// <summary>False when a record would go nowhere, so that nobody has to make one.</summary>
    public bool IsOn => lines is not null || _logger.IsEnabled(LogLevel.Information);

    /// <returns>False when AUDIT_LOG asks for the record, and it cannot be written.</returns>
    public bool TryWrite(AuditRecord record)
    {
        _logger.Log(
            LogLevel.Information,
            new EventId(0, record.EventName),
            record,
            exception: null,
            static (record, _) => record.ToString()
        );
        try
        {
            lines?.Write(record.ToString());
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(loggers.CreateLogger<AuditLog>(), e.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "The audit record cannot be written (AUDIT_LOG): {Problem}")]
        public static partial void NotWritten(ILogger logger, string problem);
    }
}

public static class Registration
{
    /// <exception cref="InvalidSettingException">The file of AUDIT_LOG cannot be written.</exception>
    public static void AddAuditLog<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var lines = AuditLines.Open(new SettingsReader(builder.Configuration));
        if (lines is { IsStandardOutput: true })
        {
            // The console would show each record once more.
            builder.Logging.AddFilter<ConsoleLoggerProvider>(AuditLog.Category, LogLevel.None);
        }

        builder.Services.AddSingleton(services => new AuditLog(services.GetRequiredService<ILoggerFactory>(), lines));
    }
}
