namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>A few HTTP/2 connections to one service, used round robin. A proxy in front of the service's replicas balances
/// connections and not calls, so a single connection would send all calls of this process to one replica.</summary>
internal sealed class ConnectionPool(int size, Func<HttpMessageHandler> connect) : HttpMessageHandler
{
    private readonly HttpMessageInvoker[] _connections = [.. Enumerable.Range(0, size).Select(_ => new HttpMessageInvoker(connect()))];
    private uint _next;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _connections[Interlocked.Increment(ref _next) % size].SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.ForEach(_connections, static connection => connection.Dispose());
        }

        base.Dispose(disposing);
    }
}
