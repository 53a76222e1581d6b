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

    private const int MaxFound = 6;

    /// <summary>The best hit is shown with its arguments, and so are others, if they are nearly as good or have few arguments: mostly the
    /// right tool is among them, and can be called without another question. Measured on the searches of the tests: with all
    /// arguments of the first three, an answer took 40 % more tokens, and 4 searches of 100 saved a second one.</summary>
    private const int MaxNearlyAsGood = 3;
    private const double NearlyAsGood = 0.6;
    private const int MaxShort = 4;
    private const int ShortSchema = 600;

    /// <summary>The bytes of the arguments that one search shows beside those of its best hit.</summary>
    private const int MaxOtherSchemas = 1500;

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
            ToolReply.Json(
                arguments.Names is not { } names ? Found(arguments, context)
                : arguments.Search is null ? ByName(names, arguments.Category, context)
                : Both(ByName(names, arguments.Category, context), Found(arguments, context))
            )
        );
    }

    private static JsonObject ByName(string[] names, string? category, ToolContext context)
    {
        var current = names.Select(context.Tools.CurrentName).ToHashSet();
        var tools = context.Tools.All.Where(tool => current.Contains(tool.Tool.Name) && IsOf(tool, category)).ToList();
        var answer = new JsonObject { ["tools"] = Describe(tools, tools, context) };
        if (
            names.Where(name => !tools.Exists(tool => tool.Tool.Name == context.Tools.CurrentName(name))).ToList() is { Count: > 0 } missing
        )
        {
            answer["not_found"] = new JsonArray([.. missing.Select(name => JsonValue.Create(name))]);
        }

        return answer;
    }

    /// <summary>The named tools, and then those of the search that are not among them.</summary>
    private static JsonObject Both(JsonObject named, JsonObject found)
    {
        var tools = named["tools"]!.AsArray();
        var names = tools.Select(tool => (string?)tool!["name"]).ToHashSet();
        foreach (var tool in found["tools"]!.AsArray().Where(tool => !names.Contains((string?)tool!["name"])))
        {
            tools.Add(tool!.DeepClone());
        }

        named["note"] = found["note"]?.DeepClone();
        return named;
    }

    private static JsonObject Found(Discover arguments, ToolContext context)
    {
        var tools = context.Tools.All.Where(tool => IsOf(tool, arguments.Category)).ToList();
        var hits = arguments.Search is { } search ? ToolRanking.Rank(search, tools, tool => tool.Words) : null;
        var isShort = hits?.Count > MaxFound;
        var answer = new JsonObject
        {
            ["tools"] = hits is null
                ? Describe(tools, [], context)
                : Describe(hits.Take(MaxFound).Select(hit => hit.Tool), WithSchema(hits), context),
        };
        string?[] notes =
        [
            Note(isShort, hits?.Count ?? tools.Count, tools.Count),
            arguments.Search is not null && context.Tools.IsLimitedByScope ? $"These are {MissingScope.OnlyReadingTools}." : null,
        ];
        if (string.Join(' ', notes.OfType<string>()) is { Length: > 0 } note)
        {
            answer["note"] = note;
        }

        return answer;
    }

    /// <returns>The hits that are shown with their arguments.</returns>
    private static HashSet<OfferedTool> WithSchema(List<Hit<OfferedTool>> hits)
    {
        var shown = new HashSet<OfferedTool>();
        var left = MaxOtherSchemas;
        foreach (var (index, (tool, share)) in hits.Index())
        {
            var length = tool.Schema.Length;
            if (index == 0)
            {
                shown.Add(tool);
            }
            else if (length <= left && ((index < MaxNearlyAsGood && share >= NearlyAsGood) || (index < MaxShort && length <= ShortSchema)))
            {
                left -= length;
                shown.Add(tool);
            }
        }

        return shown;
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

    private static JsonArray Describe(IEnumerable<OfferedTool> tools, ICollection<OfferedTool> withSchema, ToolContext context) =>
        [.. tools.Select(tool => Describe(tool, withSchema.Contains(tool), context.Tools.MaxAccess))];

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
