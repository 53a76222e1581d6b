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
            Tool.Reaching<Discover>("discover_tools", "Find tools not listed here; without arguments, their categories.", DiscoverAsync)
                .WithoutUntrustedMark()
                .OutsideProjects(),
            Tool.Reaching<Call>("call_tool", "Call a tool that discover_tools found.", CallAsync)
                .DelegatesToTool()
                .WithoutUntrustedMark()
                .OutsideProjects(),
        ]
    );

    private const int MaxFound = 30;

    private static Task<ToolReply> DiscoverAsync(Discover arguments, ToolContext context, CancellationToken ct)
    {
        if (arguments is { Category: null, Search: null, Names: null })
        {
            return Task.FromResult(
                ToolReply.Json(
                    new JsonObject
                    {
                        ["categories"] = new JsonArray([.. context.Tools.All.GroupBy(tool => tool.Toolset).Select(Category(context))]),
                        ["next"] = "Call again with category or search for the tools, then with names for their arguments.",
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

        var found = context
            .Tools.All.Where(tool => arguments.Names is null || arguments.Names.Select(context.Tools.CurrentName).Contains(tool.Tool.Name))
            .Where(tool => IsOf(tool, arguments.Category))
            .Where(tool => arguments.Search is null || Words(arguments.Search).All(word => Mentions(tool, word)))
            .ToList();
        var shown = arguments.Category is null || arguments.Names is not null ? found.Take(MaxFound).ToList() : found;
        var answer = new JsonObject
        {
            ["tools"] = new JsonArray([.. shown.Select(tool => Describe(tool, arguments.Names is not null, context.Tools.MaxAccess))]),
        };
        if (shown.Count < found.Count)
        {
            answer["note"] = $"{found.Count} tools match; these are the first {MaxFound}. Add words or a category.";
        }
        else if (found.Count == 0 && arguments.Names is null)
        {
            answer["note"] = context.Tools.All.Any(tool => IsOf(tool, arguments.Category))
                ? "No tool has all of these words. Use fewer or other words, or call without arguments for the categories."
                : "No tool of this category is offered here.";
        }
        else if (
            arguments.Names?.Where(name => !found.Exists(tool => tool.Tool.Name == context.Tools.CurrentName(name))).ToList() is
            { Count: > 0 } missing
        )
        {
            answer["not_found"] = new JsonArray([.. missing.Select(name => JsonValue.Create(name))]);
        }

        return Task.FromResult(ToolReply.Json(answer));
    }

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

    private static string[] Words(string text) =>
        text.Split([' ', '_', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool Mentions(OfferedTool tool, string word) =>
        tool.Tool.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
        || tool.Tool.Description.Contains(word, StringComparison.OrdinalIgnoreCase);

    private sealed record Discover(
        [Description("Its tools.")] string? Category = null,
        [Description("All of these words.")] string? Search = null,
        [Description("These, with their arguments.")] string[]? Names = null
    );

    private sealed record Call(
        [Description("Its name.")] string Name,
        [Description("As discover_tools shows.")] Dictionary<string, JsonElement>? Arguments = null
    );
}
