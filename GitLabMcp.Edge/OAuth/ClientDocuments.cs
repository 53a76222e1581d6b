using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace GitLabMcp.Edge.OAuth;

/// <summary>Documents that clients publish about themselves, under the address that is their id (OAuth Client ID Metadata Document). They
/// are fetched for strangers, so by narrow rules: docs/reliability.md, S7 and S25.</summary>
internal sealed class ClientDocuments(ClientDocumentConnections connections, TimeProvider time) : IDisposable
{
    private const int MaxBytes = 10 * 1024;
    private const int MaxIdLength = 512;
    private const int MaxCached = 200;
    private const int MaxAtOnce = 8;
    private const string Unreadable =
        "The application describes itself at an address where nothing usable was found. Try again, or tell the maker of the application.";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    private readonly HttpClient _http = new(connections.Handler()) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    private readonly ConcurrentDictionary<string, Entry> _cache = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _atOnce = new(MaxAtOnce);

    public async Task<Outcome> ReadAsync(string id, CancellationToken ct)
    {
        if (!IsAddress(id))
        {
            return new Outcome.Unusable("The id of the application is not an address that can be read.");
        }

        if (_cache.TryGetValue(id, out var entry) && entry.Ends > time.GetUtcNow())
        {
            return new Outcome.Known(entry.Client);
        }

        // By the machine's clock, because it bounds what happens on the network.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(Timeout);
        try
        {
            await _atOnce.WaitAsync(end.Token);
            try
            {
                return await FetchAsync(id, end.Token) is { } client ? new Outcome.Known(client) : new Outcome.Unusable(Unreadable);
            }
            finally
            {
                _atOnce.Release();
            }
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException or JsonException || (IsTimeout(e) && !ct.IsCancellationRequested))
        {
            return new Outcome.Unusable(Unreadable);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _atOnce.Dispose();
    }

    /// <summary>`https://app.example.com/client.json`: https, with a path, and written in the one form in which it is compared.</summary>
    private static bool IsAddress(string id) =>
        id.Length <= MaxIdLength
        && Uri.TryCreate(id, UriKind.Absolute, out var uri)
        && uri
            is {
                Scheme: "https",
                UserInfo: "",
                Fragment: "",
                HostNameType: UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
            }
        && uri.AbsolutePath.Length > 1
        && uri.AbsoluteUri == id;

    private static bool IsTimeout(Exception e) => e is OperationCanceledException;

    private async Task<OAuthClient?> FetchAsync(string id, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, id);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (response.StatusCode != System.Net.HttpStatusCode.OK || !type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var body = new byte[MaxBytes + 1];
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        if (length > MaxBytes || ClientDocument.Read(body.AsMemory(0, length), id) is not { } client)
        {
            return null;
        }

        Keep(client, response.Headers.CacheControl);
        return client;
    }

    /// <summary>As long as its server allows, and not longer than a day.</summary>
    private void Keep(OAuthClient client, CacheControlHeaderValue? cache)
    {
        if (cache is not { NoStore: false, NoCache: false, MaxAge: { } age } || age <= TimeSpan.Zero)
        {
            return;
        }

        if (_cache.Count >= MaxCached && _cache.MinBy(other => other.Value.Ends) is { Key: { } first })
        {
            _cache.TryRemove(first, out _);
        }

        _cache[client.Id] = new Entry(client, time.GetUtcNow() + (age < MaxAge ? age : MaxAge));
    }

    public abstract record Outcome
    {
        public sealed record Known(OAuthClient Client) : Outcome;

        /// <param name="Sentence">For the user. It says nothing of the network: whoever asks may be looking for hosts in it.</param>
        public sealed record Unusable(string Sentence) : Outcome;
    }

    private sealed record Entry(OAuthClient Client, DateTimeOffset Ends);
}
