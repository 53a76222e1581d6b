using OpenTelemetry.Trace;

namespace GitLabMcp.ServiceDefaults;

/// <summary>Traces are users' calls: a trace begins only with a request that came in. Background work (counting sessions, watching
/// cancellations, refreshing lists) calls others too, and without this rule its traces would hide those of the users. It stands in
/// place of OTEL_TRACES_SAMPLER, which Aspire sets to always_on; whoever wants a share of the traces takes it in the collector.</summary>
internal sealed class UserCallSampler : Sampler
{
    /// <summary>What ASP.NET Core calls the activity of a request, before its span gets a name.</summary>
    private const string IncomingRequest = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Name == IncomingRequest ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
}
