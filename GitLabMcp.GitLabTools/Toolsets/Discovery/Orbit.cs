using System.Text;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>GitLab's knowledge graph. It is an experiment of GitLab (docs.gitlab.com/cli/orbit) and not in its OpenAPI
/// document.</summary>
internal static class Orbit
{
    public static readonly Toolset Toolset = new(
        "orbit",
        "GitLab's knowledge graph (an experiment of GitLab's)",
        Switch: null,
        [
            Tool.Get<NoArguments>("orbit_get_status", "orbit/status", "Tell whether GitLab's knowledge graph is there and healthy."),
            Tool.Get<NoArguments>("orbit_get_schema", "orbit/schema", "Get the node and edge types of GitLab's knowledge graph."),
            Tool.Get<NoArguments>("orbit_list_tools", "orbit/tools", "Get the query language of GitLab's knowledge graph."),
            Tool.Call<QueryGraph>("orbit_query", Effect.Read, "Query GitLab's knowledge graph; query form: orbit_list_tools.", QueryAsync),
        ]
    );

    private const int WindowLength = 80_000;

    /// <summary>The format llm may be plain text; the format raw is JSON.</summary>
    private static async Task<ToolReply> QueryAsync(QueryGraph arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["query"] = JsonSerializer.SerializeToNode(arguments.Query, ToolJson.Options),
            ["response_format"] = ArgumentText.Of(arguments.Format),
        };
        var reply = await gitlab.SendAsync(
            new(HttpMethod.Post, "orbit/query", "orbit/query", () => ToolJson.Content(body)) { IsRead = true },
            ct
        );
        return reply.Then(answer =>
            answer.IsJson
                ? ToolReply.Of(answer)
                : ToolReply.Json(
                    new JsonObject { ["text"] = TextWindow.Of(Encoding.UTF8.GetString(answer.Body.Span), 0, WindowLength, canGoOn: false) }
                )
        );
    }

    private enum Format
    {
        Llm,
        Raw,
    }

    private sealed record QueryGraph(
        [Description("With query_type and so on.")] Dictionary<string, JsonElement> Query,
        [Description("llm: compact text; raw: JSON.")] Format Format = Format.Llm
    );
}
