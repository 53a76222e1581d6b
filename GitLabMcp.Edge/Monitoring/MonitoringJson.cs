using System.Text.Json.Serialization;

namespace GitLabMcp.Edge.Monitoring;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthEndpoint.Health))]
[JsonSerializable(typeof(MetricsEndpoint.Metrics))]
[JsonSerializable(typeof(ReadyEndpoint.State))]
internal sealed partial class MonitoringJson : JsonSerializerContext;
