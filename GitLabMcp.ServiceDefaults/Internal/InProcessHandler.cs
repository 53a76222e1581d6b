using System.Diagnostics;

namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>Calls a service of the same process. It has one replica, which is never sent away from, and no connection that could
/// break.</summary>
/// <param name="server">Sends requests into the pipeline of that service.</param>
public sealed class InProcessHandler(HttpMessageHandler server) : ServiceHandler
{
    private readonly HttpMessageInvoker _server = new(server);
    private readonly CancellationTokenSource _end = new();

    public override void EndCalls() => _end.Cancel();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // This replica decides, also while it does not reach the store.
        request.Headers.TryAddWithoutValidation(Impairment.LastHeader, "1");

        // SocketsHttpHandler does this for requests over a network.
        DistributedContextPropagator.Current.Inject(
            Activity.Current,
            request,
            static (carrier, name, value) => ((HttpRequestMessage)carrier!).Headers.TryAddWithoutValidation(name, value)
        );

        using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, cancellationToken);
        try
        {
            return await _server.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException e) when (_end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("The process stops.", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _server.Dispose();
            _end.Dispose();
        }

        base.Dispose(disposing);
    }
}
