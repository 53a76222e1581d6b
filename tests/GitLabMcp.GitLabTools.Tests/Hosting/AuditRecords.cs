using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.ServiceDefaults.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The audit records of one host, as the log pipeline gets them.</summary>
internal sealed class AuditRecords : ILoggerProvider
{
    public const string Intent = "gitlab_mcp.audit.write.intent";
    public const string Outcome = "gitlab_mcp.audit.write.outcome";

    public static readonly string[] Settings = ["--Logging:LogLevel:GitLabMcp.Audit=Information"];

    private readonly ConcurrentQueue<AuditRecord> _records = new();

    public IReadOnlyList<AuditRecord> All => _records.ToArray();

    public IReadOnlyList<AuditRecord> Intents => [.. All.Where(record => record.EventName == Intent)];

    public IReadOnlyList<AuditRecord> Outcomes => [.. All.Where(record => record.EventName == Outcome)];

    public void Capture(WebApplicationBuilder builder) => builder.Logging.ClearProviders().AddProvider(this);

    public static object? Value(AuditRecord record, string name) => record.FirstOrDefault(one => one.Key == name).Value;

    public static JsonObject Json(AuditRecord record) => JsonNode.Parse(record.ToString())!.AsObject();

    public void HasOneIntentAndOneOutcomeOfEach(IEnumerable<RecordedRequest> writes, string tool)
    {
        var paths = writes.Select(write => write.Path == "/api/graphql" ? write.Path : write.Path["/api/v4/".Length..]).Order().ToList();
        Assert.Equal(paths, Intents.Select(Path).Order());
        Assert.Equal(paths, Outcomes.Select(Path).Order());
        Assert.Equal(Names(Intents), Names(Outcomes));
        Assert.Equal(paths.Count, Names(Intents).Distinct().Count());
        Assert.All(
            Outcomes,
            record =>
                Assert.Equal(Value(record, "http.response.status_code") is < 300 ? "done" : "refused", Value(record, "gitlab_mcp.outcome"))
        );
        Assert.True(tool is "call_tool" || All.All(record => tool.Equals(Value(record, "gen_ai.tool.name"))));
    }

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName == AuditLog.Category ? _records : null);

    public void Dispose() { }

    private static string Path(AuditRecord record) =>
        ((string)Value(record, "url.template")!).StartsWith("graphql#", StringComparison.Ordinal)
            ? "/api/graphql"
            : (string)Value(record, "gitlab_mcp.resource")!;

    private static IEnumerable<object?> Names(IEnumerable<AuditRecord> records) =>
        records.Select(record => Value(record, "gitlab_mcp.write.id")).Order();

    private sealed class Logger(ConcurrentQueue<AuditRecord>? records) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => records is not null;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (state is AuditRecord record)
            {
                records?.Enqueue(record);
            }
        }
    }
}
