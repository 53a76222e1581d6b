namespace GitLabMcp.ServiceDefaults.Internal.Replicas;

/// <summary>Sends each request to a replica, and to another one when it provably never left. What left is not sent again here,
/// because only the caller knows what the request does.</summary>
internal sealed class ReplicaHandler(ReplicaSet replicas) : HttpMessageHandler
{
    /// <summary>How many replicas are tried for one request.</summary>
    private const int MaxTries = 4;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!replicas.Found.IsCompleted)
        {
            await replicas.Found.WaitAsync(cancellationToken);
        }

        var target = request.RequestUri!;
        var connection = replicas.Choose([]) ?? throw new HttpRequestException("The service has no address.");
        List<ReplicaConnection>? tried = null;
        while (true)
        {
            try
            {
                return await connection.SendAsync(request, target, cancellationToken);
            }
            catch (HttpRequestException e) when (ReplicaConnection.NothingWasSent(e) && tried is not { Count: MaxTries - 1 })
            {
                (tried ??= []).Add(connection);
                if (replicas.Choose(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tried)) is not { } other)
                {
                    throw;
                }

                connection = other;
            }
        }
    }
}
