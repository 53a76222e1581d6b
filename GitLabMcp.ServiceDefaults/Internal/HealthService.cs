using GitLabMcp.ServiceDefaults.Stopping;
using Grpc.Core;
using Grpc.Health.V1;

namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>gRPC's health protocol (grpc.health.v1). A caller that watches is told at once that this process stops, and sends its calls
/// elsewhere while those that are on their way are still served.</summary>
internal sealed class HealthService(Readiness readiness) : Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) => Task.FromResult(Response());

    public override async Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context
    )
    {
        readiness.Watch();
        try
        {
            await responseStream.WriteAsync(Response());
            if (readiness.IsServing)
            {
                await UntilAsync(readiness.Stopping, context.CancellationToken);
                await responseStream.WriteAsync(Response());
            }

            await UntilAsync(readiness.Released, context.CancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The caller has gone.
        }
        finally
        {
            readiness.Unwatch();
        }
    }

    private HealthCheckResponse Response() =>
        new()
        {
            Status = readiness.IsServing
                ? HealthCheckResponse.Types.ServingStatus.Serving
                : HealthCheckResponse.Types.ServingStatus.NotServing,
        };

    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    private static async Task UntilAsync(CancellationToken end, CancellationToken gone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end, gone);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        gone.ThrowIfCancellationRequested();
    }
}
