namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>docs/configuration.md, Telemetry and the audit record.</summary>
public static class RecordSettings
{
    [Meaning("where traces, metrics and logs go", Unset = "they are not sent", Allowed = "an address")]
    public static readonly OptionalTextSetting OtlpEndpoint = new("OTEL_EXPORTER_OTLP_ENDPOINT");

    [Meaning(
        "where audit records go as lines of JSON, besides the logs",
        Unset = "only to the logs",
        Allowed = "`stdout`, or the path of a file"
    )]
    public static readonly OptionalTextSetting AuditLog = new("AUDIT_LOG");
}
