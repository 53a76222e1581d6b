using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known when the ports are.</summary>
public interface IValueProvider
{
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

public enum EndpointProperty
{
    Url,
    Host,
    Port,
    TargetPort,
    HostAndPort,
}

public sealed class EndpointReference(Resource resource, string endpointName) : IValueProvider
{
    public string Url => Read(EndpointProperty.Url);

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);

    internal string Read(EndpointProperty property)
    {
        var endpoint = resource.Endpoint(endpointName);
        return property switch
        {
            EndpointProperty.Url => $"{endpoint.UriScheme}://localhost:{endpoint.AllocatedPort}",
            EndpointProperty.Host => "localhost",
            EndpointProperty.Port => endpoint.AllocatedPort.ToString(CultureInfo.InvariantCulture),
            // Each replica has its own; the orchestrator fills it in.
            EndpointProperty.TargetPort => $"{{{{- portForServing \"{endpoint.DcpService}\" -}}}}",
            EndpointProperty.HostAndPort => $"localhost:{endpoint.AllocatedPort}",
            _ => throw new ArgumentOutOfRangeException(nameof(property)),
        };
    }
}

public sealed class EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property) : IValueProvider
{
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(endpoint.Read(property));
}

/// <summary>An interpolated string whose values are read when it is.</summary>
public sealed class ReferenceExpression : IValueProvider
{
    private readonly List<object> _parts;

    private ReferenceExpression(List<object> parts) => _parts = parts;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Parts);

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            text.Append(part is IValueProvider value ? await value.GetValueAsync(cancellationToken) : part);
        }

        return text.ToString();
    }

    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        internal List<object> Parts { get; } = new((literalLength > 0 ? 1 : 0) + (2 * formattedCount));

        public void AppendLiteral(string value) => Parts.Add(value);

        public void AppendFormatted(string? value) => Parts.Add(value ?? "");

        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider => Parts.Add(valueProvider);
    }
}
