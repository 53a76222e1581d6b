using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Confirmation;

/// <summary>Sends the reads of a call, and only notes the changes it would ask GitLab for. What would depend on GitLab's answers
/// to the changes is not known.</summary>
internal sealed partial class DryRun(IGitLabSender gitlab) : IGitLabSender
{
    /// <summary>Stands for GitLab's answer to a change that was not sent.</summary>
    private static readonly GitLabRefusal Unsent = new(0, "Nothing was sent: this only shows what would be.", Retry.Never);

    // The limit for all requests together: a person can read that much, and it fits into an answer.
    private const int MostCharacters = 30_000;
    private const string GraphQL = "graphql#";

    // The lengths to which long texts are cut, tried in this order until all requests fit.
    private static readonly int[] LongestTexts = [MostCharacters, 5_000, 1_000, 200, 60];

    private readonly Lock _gate = new();
    private readonly List<GitLabRequest> _requests = [];

    public bool IsEmpty => _requests.Count == 0;

    public Task<GitLabReply> SendAsync(GitLabCall call, GitLabRequest request, CancellationToken ct)
    {
        if (request.IsRead)
        {
            return gitlab.SendAsync(call, request, ct);
        }

        lock (_gate)
        {
            _requests.Add(request);
        }

        return Task.FromResult<GitLabReply>(Unsent);
    }

    /// <summary>`[{"method":"PUT","path":"projects/group/app/merge_requests/5/merge","body":{…}}]`. Where that is too long,
    /// long texts are cut; every request, field and name can still be seen, and that something was cut.</summary>
    public async Task<DryRunReport> DescribeAsync(CancellationToken ct)
    {
        var requests = new List<(JsonObject Whole, JsonObject Body)>();
        foreach (var request in _requests)
        {
            requests.Add(await DescribeAsync(request, ct));
        }

        JsonArray described = [];
        foreach (var longest in LongestTexts)
        {
            described = new([.. requests.Select(request => Both(request.Whole, ReadableBody.Cut(request.Body, longest)!.AsObject()))]);
            if (Length(described) <= MostCharacters)
            {
                return new(described, IsWhole: true, IsCut: longest < LongestTexts[0]);
            }
        }

        return new(Start(described), IsWhole: false, IsCut: true);
    }

    private static async Task<(JsonObject Whole, JsonObject Body)> DescribeAsync(GitLabRequest request, CancellationToken ct)
    {
        var isGraphQL = request.Template.StartsWith(GraphQL, StringComparison.Ordinal);
        var whole = new JsonObject { ["method"] = request.Method.Method, ["path"] = isGraphQL ? "graphql" : Readable(request.Path) };
        using var content = request.Content?.Invoke();
        if (content is ShownContent shown)
        {
            return (Both(whole, shown.Json), shown.Body);
        }

        var body = content is null ? null : await ReadableBody.OfAsync(content, ct);
        if (!isGraphQL)
        {
            return (whole, body is null ? [] : new() { ["body"] = body });
        }

        // The document is one of this server, so its name is enough.
        whole["mutation"] = request.Template[GraphQL.Length..];
        return (whole, new() { ["variables"] = body!["variables"]?.DeepClone() });
    }

    /// <summary>`projects/group%2Fapp` as `projects/group/app`. Characters that would look like the query, or like the end of a value, stay
    /// escaped.</summary>
    private static string Readable(string path) => Uri.UnescapeDataString(LineBreaks().Replace(path, "%25$1"));

    [GeneratedRegex("%(3F|23|25|26)", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreaks();

    private static JsonObject Both(JsonObject one, JsonObject other) =>
        new(one.Concat(other).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    /// <summary>As many requests as may be shown, and the beginning of the next.</summary>
    private static JsonArray Start(JsonArray described)
    {
        var start = new JsonArray();
        foreach (var request in described)
        {
            var left = MostCharacters - Length(start);
            if (Length(request!) > left)
            {
                var text = request!.ToJsonString(ToolJson.Options);
                start.Add(
                    new JsonObject
                    {
                        ["start"] = text[..Math.Max(left / 2, 0)],
                        ["characters"] = text.Length,
                        ["further_requests"] = described.Count - start.Count - 1,
                    }
                );
                break;
            }

            start.Add(request!.DeepClone());
        }

        return start;
    }

    private static int Length(JsonNode node) => node.ToJsonString(ToolJson.Options).Length;

    /// <param name="IsWhole">Every request and field can be seen, although long texts may be cut.</param>
    /// <param name="IsCut">Some texts are cut.</param>
    internal sealed record DryRunReport(JsonArray Requests, bool IsWhole, bool IsCut);
}
