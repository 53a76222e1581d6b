using System.Security.Cryptography;
using OpenTelemetry.Resources;

namespace GitLabMcp.ServiceDefaults;

/// <summary>The name of this process among the replicas of its service, by OpenTelemetry's conventions: what a process counts carries it.
/// So counts of several replicas stay apart, also where all of them are scraped through the one address of a balancer.</summary>
/// <param name="Id">From <c>OTEL_RESOURCE_ATTRIBUTES</c>, where Aspire and others name their replicas; otherwise random, because a name of
/// the machine may belong to two processes.</param>
public sealed record ServiceInstance(string Id)
{
    public const string Attribute = "service.instance.id";

    /// <summary>The attribute as Prometheus writes it.</summary>
    public const string Label = "service_instance_id";

    private const int RandomBytes = 6;

    /// <summary>A new name, or the one that the environment gives.</summary>
    public static ServiceInstance Create() =>
        new(
            ResourceBuilder
                .CreateEmpty()
                .AddEnvironmentVariableDetector()
                .Build()
                .Attributes.FirstOrDefault(attribute => attribute.Key == Attribute)
                .Value
                is string { Length: > 0 } given
                ? given
                : RandomNumberGenerator.GetHexString(2 * RandomBytes, lowercase: true)
        );
}
