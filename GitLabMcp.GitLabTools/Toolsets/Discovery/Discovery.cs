using GitLabMcp.GitLabTools.Ranking;
using GitLabMcp.GitLabTools.Suggestions;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Finds and calls the tools that are not listed. No state is kept between the calls, so any replica can answer each.</summary>
internal static class Discovery
{
    public static readonly Toolset Toolset = new(
        "discovery",
        "Finding and calling the tools that are not listed",
        Switch: null,
        [
            Tool.Reaching<Discover>("discover_tools", "Find the tool for a task that no listed tool does.", DiscoverAsync)
                .WithoutUntrustedMark()
                .OutsideProjects(),
            Tool.Reaching<Call>("call_tool", "Call a tool that discover_tools found.", CallAsync)
                .DelegatesToTool()
                .WithoutUntrustedMark()
                .OutsideProjects(),
        ]
    );

    /// <summary>The hits of a search that are shown, and those that are shown with their arguments: mostly the right one is among
    /// them, and can be called without another question.</summary>
    private const int MaxFound = 10;
    private const int MaxWithSchema = 3;

    private static Task<ToolReply> DiscoverAsync(Discover arguments, ToolContext context, CancellationToken ct)
    {
        if (arguments is { Category: null, Search: null, Names: null })
        {
            return Task.FromResult(
                ToolReply.Json(
                    new JsonObject
                    {
                        ["categories"] = new JsonArray([.. context.Tools.All.GroupBy(tool => tool.Toolset).Select(Category(context))]),
                        ["next"] = "Call again with a search or a category for tools, or with names for their arguments.",
                    }
                )
            );
        }

        if (arguments.Category is { } category && !context.Tools.Toolsets.Any(toolset => toolset.Name == category))
        {
            var near = NearMiss.Of(category, context.Tools.Toolsets.Select(toolset => toolset.Name));
            return Task.FromResult(
                ToolReply.Refuse(
                    $"There is no such category{(near is null ? "; call without arguments to see them all." : $"; did you mean {near}?")}"
                )
            );
        }

        return Task.FromResult(
            ToolReply.Json(arguments.Names is { } names ? ByName(names, arguments.Category, context) : Found(arguments, context))
        );
    }

    private static JsonObject ByName(string[] names, string? category, ToolContext context)
    {
        var current = names.Select(context.Tools.CurrentName).ToHashSet();
        var tools = context.Tools.All.Where(tool => current.Contains(tool.Tool.Name) && IsOf(tool, category)).ToList();
        var answer = new JsonObject { ["tools"] = Describe(tools, withSchema: tools.Count, context) };
        if (
            names.Where(name => !tools.Exists(tool => tool.Tool.Name == context.Tools.CurrentName(name))).ToList() is { Count: > 0 } missing
        )
        {
            answer["not_found"] = new JsonArray([.. missing.Select(name => JsonValue.Create(name))]);
        }

        return answer;
    }

    private static JsonObject Found(Discover arguments, ToolContext context)
    {
        var tools = context.Tools.All.Where(tool => IsOf(tool, arguments.Category)).ToList();
        var found = arguments.Search is { } search ? ToolRanking.Rank(search, tools, tool => tool.Words) : tools;
        var isShort = arguments.Search is not null && found.Count > MaxFound;
        var answer = new JsonObject
        {
            ["tools"] = Describe(isShort ? found.Take(MaxFound) : found, arguments.Search is null ? 0 : MaxWithSchema, context),
        };
        string?[] notes =
        [
            Note(isShort, found.Count, tools.Count),
            arguments.Search is not null && context.Tools.IsLimitedByScope ? $"These are {MissingScope.OnlyReadingTools}." : null,
        ];
        if (string.Join(' ', notes.OfType<string>()) is { Length: > 0 } note)
        {
            answer["note"] = note;
        }

        return answer;
    }

    private static string? Note(bool isShort, int found, int all) =>
        all == 0 ? "No tool of this category is offered here."
        : found == 0 ? "No tool is about any of these words. Use other words, or call without arguments for the categories."
        : isShort
            ? $"These are the {MaxFound} best of {found}. Say more exactly what to do, or add a category, if the tool is not among them."
        : null;

    private static async Task<ToolReply> CallAsync(Call arguments, ToolContext context, CancellationToken ct)
    {
        var search = context.Tools.Find(arguments.Name);
        if (search is ToolSearch<OfferedTool>.LacksScope lacking)
        {
            return ToolReply.Refuse(lacking.Sentence);
        }

        if (search is not ToolSearch<OfferedTool>.Found { Tool: var tool })
        {
            var name = context.Tools.CurrentName(arguments.Name);
            var isKnown = context.Tools.Toolsets.Any(toolset => toolset.Tools.Any(known => known.Name == name));
            var sentence = ((ToolSearch<OfferedTool>.NotFound)search).Sentence;
            return ToolReply.Refuse(isKnown ? sentence : sentence + " Find its name with discover_tools.");
        }

        return tool.Tool.Actor == Actor.OtherTool
                ? ToolReply.Refuse($"call_tool cannot call {tool.Tool.Name}. Give the name of the tool that you want to run.")
            : tool.Toolset == Toolset.Name ? ToolReply.Refuse($"Call {tool.Tool.Name} itself, not through call_tool.")
            : await tool.CallAsync(arguments.Arguments is { } inner ? JsonSerializer.SerializeToUtf8Bytes(inner) : default, context, ct);
    }

    private static Func<IGrouping<string, OfferedTool>, JsonNode> Category(ToolContext context) =>
        tools => new JsonObject
        {
            ["category"] = tools.Key,
            ["about"] = context.Tools.Toolsets.First(toolset => toolset.Name == tools.Key).About,
            ["tools"] = tools.Count(),
        };

    private static JsonArray Describe(IEnumerable<OfferedTool> tools, int withSchema, ToolContext context) =>
        [.. tools.Select((tool, index) => Describe(tool, index < withSchema, context.Tools.MaxAccess))];

    private static JsonObject Describe(OfferedTool tool, bool withSchema, Access most)
    {
        var json = new JsonObject { ["name"] = tool.Tool.Name, ["description"] = tool.Tool.Description };
        if (!tool.Tool.IsReadOnly(most))
        {
            // `destructive` means here that the call may have to be confirmed. MCP's own hint is true for every update.
            json["effect"] = tool.Tool.MayNeedConfirmation || tool.Tool.Actor == Actor.OtherTool ? "destructive" : "write";
        }

        if (withSchema)
        {
            json["arguments"] = JsonNode.Parse(tool.Schema.Span);
        }

        return json;
    }

    private static bool IsOf(OfferedTool tool, string? category) =>
        category is null || tool.Toolset == category || tool.Tool.AlsoIn == category;

    private sealed record Discover(
        [Description("All tools of a category; without arguments, the categories.")] string? Category = null,
        [Description("What to do, in a few words.")] string? Search = null,
        [Description("Tools to show with their arguments.")] string[]? Names = null
    );

    private sealed record Call(
        [Description("Its name.")] string Name,
        [Description("As discover_tools shows.")] Dictionary<string, JsonElement>? Arguments = null
    );
}
