using System.Runtime.InteropServices;

namespace GitLabMcp.ServiceDefaults.Internal.Replicas;

/// <summary>Sends each request to a replica, and to another one when it provably never left. What left is not sent again here,
/// because only the caller knows what the request does.</summary>
internal sealed class ReplicaHandler(ReplicaSet replicas) : ServiceHandler
{
    /// <summary>How many replicas are tried for one request.</summary>
    private const int MaxTries = 4;

    public override void EndCalls() => replicas.EndCalls();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!replicas.Found.IsCompleted)
        {
            await replicas.Found.WaitAsync(cancellationToken);
        }

        var target = request.RequestUri!;
        List<ReplicaConnection>? tried = null;
        List<ReplicaConnection>? sentElsewhere = null;
        if (request.Headers.NonValidated.TryGetValues(Impairment.TriedHeader, out var ids))
        {
            sentElsewhere = replicas.Named(ids.ToString().Split(','));
            tried = [.. sentElsewhere];
        }

        var connection = Choose(request, tried, sentElsewhere) ?? throw new HttpRequestException("The service has no address.");
        while (true)
        {
            try
            {
                return await connection.SendAsync(request, target, cancellationToken);
            }
            catch (HttpRequestException e) when (ReplicaConnection.NothingWasSent(e) && tried is not { Count: >= MaxTries - 1 })
            {
                (tried ??= []).Add(connection);
                sentElsewhere?.Remove(connection);
                if (Choose(request, tried, sentElsewhere) is not { } other)
                {
                    throw;
                }

                connection = other;
            }
        }
    }

    /// <summary>The next connection. When only those are left whose replicas sent the caller elsewhere, it is one of them, which is told
    /// that it is the last.</summary>
    /// <param name="tried">Not these.</param>
    /// <param name="sentElsewhere">Those among them that sent the caller elsewhere; null when this call has no such answer.</param>
    private ReplicaConnection? Choose(HttpRequestMessage request, List<ReplicaConnection>? tried, List<ReplicaConnection>? sentElsewhere)
    {
        var connection = replicas.Choose(CollectionsMarshal.AsSpan(tried));
        if (sentElsewhere is null)
        {
            return connection;
        }

        if (connection is null || replicas.Choose([.. tried ?? [], connection]) is null)
        {
            request.Headers.Remove(Impairment.LastHeader);
            request.Headers.TryAddWithoutValidation(Impairment.LastHeader, "1");
        }

        return connection ?? sentElsewhere.FirstOrDefault();
    }
}
