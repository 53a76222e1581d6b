using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Pages;

/// <summary>Reads the catalogue from GitLabTools, at most every half minute, however many people open the page.</summary>
internal sealed class CatalogueReader(GitLabToolsClient gitlab, TimeProvider time)
{
    private const string AllToolsets = "all";

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    // A person waits no longer for a newer list, and not much longer for the first one, which a cold process takes a while to make.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstTimeout = TimeSpan.FromSeconds(10);

    private Entry? _entry;

    /// <summary>Null when GitLabTools cannot be asked and the catalogue was never seen.</summary>
    public async ValueTask<Catalogue?> ReadAsync(CancellationToken ct)
    {
        var entry = _entry;
        if (entry is not null && time.GetElapsedTime(entry.Asked) < MaxAge)
        {
            return entry.Catalogue;
        }

        try
        {
            // By the machine's clock, because gRPC compares its deadlines with that one.
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + (entry is null ? FirstTimeout : Timeout);
            var options = new CallOptions(deadline: deadline, cancellationToken: ct);
            var request = new ListToolsRequest { Selection = new() { Toolsets = { AllToolsets } } };
            var response = await Repeat.OnceIfBrokenAsync(() => gitlab.ListToolsAsync(request, options).ResponseAsync, ct);
            var catalogue = Catalogue.Of(response.List ?? new ToolList());
            _entry = new Entry(catalogue, time.GetTimestamp());
            return catalogue;
        }
        catch (RpcException) when (!ct.IsCancellationRequested)
        {
            return entry?.Catalogue;
        }
    }

    private sealed record Entry(Catalogue Catalogue, long Asked);
}
