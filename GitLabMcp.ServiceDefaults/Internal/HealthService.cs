using GitLabMcp.ServiceDefaults.Stopping;
using Grpc.Core;
using Grpc.Health.V1;

namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>gRPC's health protocol (grpc.health.v1). A caller that watches is told at once that this process stops or is impaired, and
/// sends its calls elsewhere while those that are on their way are still served.</summary>
internal sealed class HealthService(Readiness readiness, Impairment impairment) : Health.HealthBase
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
            while (true)
            {
                var changed = impairment.Changed;
                await responseStream.WriteAsync(Response());
                if (!readiness.IsServing)
                {
                    break;
                }

                using var either = CancellationTokenSource.CreateLinkedTokenSource(readiness.Stopping, context.CancellationToken);
                await changed.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                context.CancellationToken.ThrowIfCancellationRequested();
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
            Status =
                readiness.IsServing && !impairment.IsImpaired
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
