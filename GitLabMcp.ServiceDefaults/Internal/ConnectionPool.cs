namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>A few HTTP/2 connections to one service, taken in turn. A proxy in front of the service's replicas balances
/// connections, not calls: one connection would keep all calls of this process at one replica.</summary>
internal sealed class ConnectionPool(int size, Func<HttpMessageHandler> connect) : HttpMessageHandler
{
    private readonly HttpMessageInvoker[] _connections = [.. Enumerable.Range(0, size).Select(_ => new HttpMessageInvoker(connect()))];
    private uint _turn;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _connections[Interlocked.Increment(ref _turn) % size].SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.ForEach(_connections, static connection => connection.Dispose());
        }

        base.Dispose(disposing);
    }
}
