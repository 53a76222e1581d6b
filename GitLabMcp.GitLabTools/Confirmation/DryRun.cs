using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Json;

namespace GitLabMcp.GitLabTools.Confirmation;

/// <summary>Sends the reads of a call, and only notes the changes it would ask GitLab for. What would depend on GitLab's answers
/// to the changes is not known.</summary>
internal sealed partial class DryRun(IGitLabSender gitlab) : IGitLabSender
{
    /// <summary>In place of GitLab's answer.</summary>
    private static readonly GitLabRefusal Unsent = new(0, "Nothing was sent: this only shows what would be.", Retry.Never);

    // All requests together, so that somebody may read them and an answer can hold them.
    private const int MostCharacters = 30_000;
    private const string GraphQL = "graphql#";

    // What is shown of a text: all of it where there is room, and the shorter, the more of them can be shown.
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

    /// <summary>`[{"method":"PUT","path":"projects/group/app/merge_requests/5/merge","body":{…}}]`. Where not all has room, long texts
    /// are cut: what is done to what can be seen still, and that something was cut.</summary>
    public async Task<DryRunReport> DescribeAsync(CancellationToken ct)
    {
        var requests = new List<(JsonObject Whole, JsonObject Body)>();
        foreach (var request in _requests)
        {
            requests.Add(await DescribeAsync(request, ct));
        }

        JsonArray told = [];
        foreach (var longest in LongestTexts)
        {
            told = new([.. requests.Select(request => Both(request.Whole, ReadableBody.Cut(request.Body, longest)!.AsObject()))]);
            if (Length(told) <= MostCharacters)
            {
                return new(told, IsWhole: true, IsCut: longest < LongestTexts[0]);
            }
        }

        return new(Start(told), IsWhole: false, IsCut: true);
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

        // One of our own documents, of which the name says enough.
        whole["mutation"] = request.Template[GraphQL.Length..];
        return (whole, new() { ["variables"] = body!["variables"]?.DeepClone() });
    }

    /// <summary>`projects/group%2Fapp` as `projects/group/app`. What would look like the query, or the end of a value, stays escaped.</summary>
    private static string Readable(string path) => Uri.UnescapeDataString(LineBreaks().Replace(path, "%25$1"));

    [GeneratedRegex("%(3F|23|25|26)", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreaks();

    private static JsonObject Both(JsonObject one, JsonObject other) =>
        new(one.Concat(other).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    /// <summary>As many requests as may be shown, and the beginning of the next.</summary>
    private static JsonArray Start(JsonArray told)
    {
        var start = new JsonArray();
        foreach (var request in told)
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
                        ["further_requests"] = told.Count - start.Count - 1,
                    }
                );
                break;
            }

            start.Add(request!.DeepClone());
        }

        return start;
    }

    private static int Length(JsonNode node) => node.ToJsonString(ToolJson.Options).Length;

    /// <param name="IsWhole">All that would be done can be seen, if not all the texts that it is done with.</param>
    /// <param name="IsCut">Not all of the texts can be seen.</param>
    internal sealed record DryRunReport(JsonArray Requests, bool IsWhole, bool IsCut);
}
