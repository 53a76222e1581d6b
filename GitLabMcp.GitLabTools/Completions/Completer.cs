using System.Text;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Prompts;
using GitLabMcp.GitLabTools.Resources;
using GitLabMcp.GitLabTools.Tools.Calling;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Completions;

/// <summary>Completes values of a prompt's arguments and of a URI template's variables. It calls tools with the caller's token, so
/// that nobody is offered a value that they may not see.</summary>
internal sealed class Completer(
    ToolCatalogue catalog,
    ToolCaller caller,
    ResourceReader resources,
    PromptWriter prompts,
    CompletionCache cache,
    OperatorSettings settings
)
{
    /// <summary>MCP allows at most 100 values in an answer.</summary>
    private const int MaxCount = 100;

    // The same length that an argument of a prompt may have.
    private const int MaxLength = 1000;

    // Below three letters GitLab's search finds whole words only.
    private const int MinSearchLength = 3;

    public async Task<CompletionReply> CompleteAsync(Wire.CompleteRequest request, CallerGitLab gitlab, CancellationToken ct)
    {
        if (catalog.Invalid(request.Selection) is { } invalid)
        {
            return new CompletionReply.InvalidSelection(invalid);
        }

        var isPrompt = request.SubjectCase == Wire.CompleteRequest.SubjectOneofCase.Prompt;
        var holes = isPrompt
            ? prompts
                .List(request.Selection)
                .FirstOrDefault(prompt => prompt.Name == request.Prompt)
                ?.Arguments.Select(argument => argument.Name)
            : resources.List(request.Selection).FirstOrDefault(resource => resource.Uri == request.UriTemplate)?.Template.Names;
        if (holes?.Contains(request.Argument) != true)
        {
            return new CompletionReply.Unknown(
                holes is not null ? $"There is no such argument here. Those there are: {string.Join(", ", holes)}."
                : isPrompt ? "There is no such prompt here: prompts/list shows those there are."
                : "There is no such template here: resources/templates/list shows those there are."
            );
        }

        if (request.Value.Length > MaxLength)
        {
            return CompletionReply.Values.None;
        }

        var replies = await Task.WhenAll(
            from source in AllSources.List
            where source.Argument == request.Argument
            let tool = (catalog.Find(source.Tool, request.Selection) as ToolSearch<BoundTool>.Found)?.Tool
            where tool is not null
            select FindAsync(source, tool, request, gitlab, ct)
        );
        if (replies.Any(reply => reply is CompletionReply.TokenRejected))
        {
            return new CompletionReply.TokenRejected();
        }

        var found = replies.Cast<CompletionReply.Values>().ToList();
        var all = found.SelectMany(values => values.All).Distinct().ToList();
        return new CompletionReply.Values(
            all[..Math.Min(all.Count, MaxCount)],
            all.Count > MaxCount || found.Any(values => values.HasMore)
        );
    }

    private async Task<CompletionReply> FindAsync(
        Source source,
        BoundTool tool,
        Wire.CompleteRequest request,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        // In `label 3, label 14` only the text after the last comma is completed.
        var last = request.Value[(source.IsList ? request.Value.LastIndexOf(',') + 1 : 0)..];
        var typed = last.Trim();
        var before = source.IsList ? request.Value[..^last.TrimStart().Length] : "";
        var isSearch = source.Search is not null && typed.Length >= MinSearchLength;
        var project = request.Known.TryGetValue("project_id", out var known) && known.Length > 0 ? known : settings.DefaultProject?.Text;
        if (source.IsOfProject && project is null)
        {
            return CompletionReply.Values.None;
        }

        var arguments = Arguments(source, isSearch ? typed : null, project);
        var token = TokenDigest.Of(gitlab.Instance, gitlab.Credential);
        if (cache.Find(token, source.Tool, arguments) is not { } found)
        {
            switch (
                await caller.CallAsync(
                    tool,
                    Encoding.UTF8.GetBytes(arguments),
                    new ToolContext(gitlab, Confirmation.Consent.None, new ReachableTools(catalog, request.Selection, caller)),
                    ct
                )
            )
            {
                case ToolReply.Text text when Values(JsonElement.Parse(Encoding.UTF8.GetBytes(text.Content)), source.Field) is { } values:
                    found = values;
                    cache.Keep(token, source.Tool, arguments, found);
                    break;
                case ToolReply.Refused { TokenRejected: true }:
                    return new CompletionReply.TokenRejected();
                default:
                    // The project's path is typed only in part, GitLab is away, or it answered something else. A completion
                    // has no place for an error, so nothing is offered.
                    return CompletionReply.Values.None;
            }
        }

        var fitting = isSearch ? found.All : found.All.Where(value => value.Contains(typed, StringComparison.OrdinalIgnoreCase));
        return found with { All = [.. fitting.Select(value => before + value)] };
    }

    /// <summary>The tool's arguments: `{"per_page":100,"project_id":"group/app","search":"fea"}`.</summary>
    private static string Arguments(Source source, string? search, string? project)
    {
        using var buffer = new MemoryStream(128);
        using (var json = new Utf8JsonWriter(buffer, ToolJson.Writer))
        {
            json.WriteStartObject();
            json.WriteNumber("per_page"u8, MaxCount);
            if (source.IsOfProject)
            {
                json.WriteString("project_id"u8, project);
            }

            if (search is not null)
            {
                json.WriteString(source.Search!, search);
            }

            foreach (var member in JsonElement.Parse(Encoding.UTF8.GetBytes($"{{{source.Fixed}}}")).EnumerateObject())
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The values in a tool's answer; null when the answer is not a list.</summary>
    private static CompletionReply.Values? Values(JsonElement list, string field) =>
        !list.TryGetProperty("items"u8, JsonValueKind.Array, out var items)
            ? null
            : new(
                [
                    .. items
                        .EnumerateArray()
                        .Select(row =>
                            row.ValueKind == JsonValueKind.Object && row.TryGetProperty(field, out var value) ? Text(value) : null
                        )
                        .OfType<string>(),
                ],
                list.TryGetProperty("next_page"u8, out _) || list.TryGetProperty("cursor"u8, out _)
            );

    private static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => ToolJson.TextOf(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
}
