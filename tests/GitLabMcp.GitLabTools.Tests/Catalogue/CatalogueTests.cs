using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.Json;
using GitLabMcp.GitLabTools.Tools.Arguments;
using GitLabMcp.GitLabTools.Tools.Calling;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What holds for every tool, and what a model sees of each.</summary>
public sealed partial class CatalogueTests
{
    private static readonly JsonSerializerOptions Indented = new(ToolJson.Options) { WriteIndented = true };

    private static IEnumerable<BoundTool> Everything =>
        AllToolsets.List.SelectMany(toolset =>
            toolset.Tools.Select(tool => new BoundTool(tool, toolset, defaultProject: null, ConfirmationRule.Auto))
        );

    public static IEnumerable<TheoryDataRow<string>> Names => Everything.Select(tool => new TheoryDataRow<string>(tool.Tool.Name));

    /// <summary>The list as it comes over gRPC, asked for once.</summary>
    private static readonly Lazy<Task<IReadOnlyList<Contract.Tool>>> Listed = new(async () =>
    {
        await using var host = await ToolsHost.StartAsync();
        return await host.ListAsync();
    });

    /// <summary>UPDATE_SNAPSHOTS=1 rewrites the files; the difference is part of the review.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_model_sees_what_the_snapshot_shows(string name)
    {
        var tool = (await Listed.Value).Single(tool => tool.Name == name);
        var snapshot = new JsonObject
        {
            ["name"] = tool.Name,
            ["title"] = tool.Title,
            ["description"] = tool.Description,
            ["toolset"] = tool.Toolset,
            ["read_only"] = tool.ReadOnly,
            ["destructive"] = tool.Destructive,
            ["idempotent"] = tool.Idempotent,
            ["input_schema"] = JsonNode.Parse(tool.InputSchema.Span),
        };
        if (!tool.OutputSchema.IsEmpty)
        {
            snapshot["output_schema"] = JsonNode.Parse(tool.OutputSchema.Span);
        }

        var seen = snapshot.ToJsonString(Indented) + "\n";
        var file = Path.Combine(Folder(), name + ".json");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Folder());
            await File.WriteAllTextAsync(file, seen, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(file), $"No snapshot of {name}: run the tests with UPDATE_SNAPSHOTS=1 and look at the difference.");
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), seen);
    }

    [Fact]
    public async Task The_page_of_tools_is_fresh()
    {
        var written = ToolsDocument.Write([.. Everything]);
        var file = Path.Combine(Folder(), "../../../docs/tools.md");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(file, written, TestContext.Current.CancellationToken);
        }

        Assert.True(
            File.Exists(file) && await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) == written,
            "docs/tools.md is not what the catalogue says: run the tests with UPDATE_SNAPSHOTS=1."
        );
    }

    [Fact]
    public void Names_are_unique_and_snake_case()
    {
        var names = Everything.Select(tool => tool.Tool.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.Matches(SnakeCase(), name));
        Assert.All(Everything.SelectMany(tool => tool.Arguments.Arguments), argument => Assert.Matches(SnakeCase(), argument.Name));
    }

    [Fact]
    public void Every_tool_and_argument_is_described() =>
        Assert.All(
            Everything,
            tool =>
            {
                Assert.InRange(tool.Tool.Description.Length, 15, 300);
                Assert.EndsWith(".", tool.Tool.Description, StringComparison.Ordinal);
                Assert.All(tool.Arguments.Arguments, argument => Assert.InRange(argument.Description.Length, 4, 200));
                Assert.All(
                    tool.Arguments.Arguments.SelectMany(argument => Fields(ArgumentSchema.Of(argument))),
                    field => Assert.NotNull(field["description"])
                );
            }
        );

    [Fact]
    public void Each_placeholder_of_a_route_is_a_required_argument_unless_in_brackets() =>
        Assert.All(
            Everything.Where(tool => tool.Tool.Route is not null),
            tool =>
                Assert.All(
                    Placeholder().Matches(Brackets().Replace(tool.Tool.Route!, "")),
                    match =>
                        Assert.True(
                            tool.Tool.Steps.Any(step => step.Fills == match.Groups[1].Value)
                                || tool.Arguments.Arguments.Single(argument => argument.Name == match.Groups[1].Value).IsRequired,
                            tool.Tool.Name
                        )
                )
        );

    [Fact]
    public void Reading_verbs_only_read_and_deleting_ones_are_destructive() =>
        Assert.All(
            Everything.Where(tool => tool.Tool.Method is not null),
            tool =>
            {
                Assert.True(tool.Tool.Method != HttpMethod.Get || tool.Describe(Access.Delete, withHidden: true).ReadOnly, tool.Tool.Name);
                Assert.True(
                    tool.Tool.Method != HttpMethod.Delete || tool.Describe(Access.Delete, withHidden: true).Destructive,
                    tool.Tool.Name
                );
                Assert.True(
                    tool.Tool.Access != Access.Delete || tool.Describe(Access.Delete, withHidden: true).Destructive,
                    tool.Tool.Name
                );
                Assert.False(
                    tool.Describe(Access.Delete, withHidden: true).ReadOnly && tool.Describe(Access.Delete, withHidden: true).Destructive,
                    tool.Tool.Name
                );
                Assert.Equal(
                    tool.Tool.Method != HttpMethod.Post || tool.Describe(Access.Delete, withHidden: true).ReadOnly,
                    tool.Describe(Access.Delete, withHidden: true).Idempotent
                );
            }
        );

    /// <summary>MCP's destructiveHint is false for what only adds. What must be confirmed is another, shorter list.</summary>
    [Fact]
    public void Only_what_adds_is_not_destructive() =>
        Assert.All(
            Everything.Where(tool => tool.Tool.Access > Access.Read),
            tool =>
            {
                var adds = !tool.Describe(Access.Delete, withHidden: true).Destructive;
                Assert.True(!adds || tool.Tool.Method is null || tool.Tool.Method == HttpMethod.Post, tool.Tool.Name);
                Assert.True(!adds || !Overwriting().IsMatch(tool.Tool.Name), tool.Tool.Name);
                Assert.True(
                    adds
                        || !tool.Tool.Name.StartsWith("create_", StringComparison.Ordinal)
                        || tool.Tool.Name is "create_or_update_file" or "create_commit_status"
                        // A text may have quick actions, and what those do is not only to add.
                        || tool.Tool.HasTexts,
                    tool.Tool.Name
                );
            }
        );

    [Fact]
    public void What_must_be_confirmed_is_what_deletes_and_what_is_hard_to_take_back() =>
        Assert.Equal(
            [
                "add_member",
                "add_to_merge_train",
                "approve_access_request",
                "approve_deployment",
                "convert_work_item_type",
                "delete_merge_request_approval_rule",
                "execute_graphql",
                "invite_member",
                "merge_merge_request",
                "protect_branch",
                "protect_tag",
                "push_files",
                "share_with_group",
                "transfer_group",
                "transfer_project",
                "unprotect_branch",
                "unprotect_tag",
                "update_default_branch",
                "update_issues",
                "update_member",
                "update_protected_branch",
            ],
            Everything
                .Where(tool => tool.Tool.MayNeedConfirmation && tool.Tool.Access != Access.Delete)
                .Select(tool => tool.Tool.Name)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Schemas_are_plain_objects() =>
        Assert.All(
            Everything,
            tool =>
            {
                var schema = JsonNode.Parse(tool.Describe(Access.Delete, withHidden: true).InputSchema.Span)!.AsObject();
                Assert.Equal("object", (string?)schema["type"]);
                Assert.DoesNotContain(schema, property => property.Key is not ("type" or "properties" or "required"));
                Assert.All(schema["properties"]!.AsObject(), property => Assert.NotNull(property.Value!["type"]));
            }
        );

    [Fact]
    public void The_core_is_small_and_hides_nothing_that_a_call_needs()
    {
        var core = Everything.Where(tool => Core.Names.Contains(tool.Tool.Name)).ToList();
        Assert.InRange(core.Count, 25, 40);
        Assert.Equal(Core.Names.Order(), core.Select(tool => tool.Tool.Name).Order());
        Assert.DoesNotContain(
            core.SelectMany(tool => tool.Arguments.Arguments),
            argument => argument.IsRequired && argument.IsHiddenByDefault
        );
        Assert.DoesNotContain(
            Everything
                .Where(tool => !Core.Names.Contains(tool.Tool.Name))
                .SelectMany(tool =>
                    new ArgumentRecord(tool.Tool.Arguments)
                        .Parameters.Where(parameter => parameter.IsDefined(typeof(HiddenByDefaultAttribute), inherit: false))
                        .Select(parameter => (tool.Tool.Arguments, parameter.Name))
                ),
            rare => !core.Exists(tool => tool.Tool.Arguments == rare.Arguments)
        );
    }

    [Fact]
    public void Every_reading_request_can_give_everything() =>
        Assert.All(
            Everything.Where(tool => tool.Tool.Method == HttpMethod.Get),
            tool => Assert.Contains(tool.Arguments.Arguments, argument => argument.Name == "detail")
        );

    /// <summary>The fields of an argument that is an object or a list of objects, to any depth; an object of a few
    /// fields ({key, value}) is described as a whole.</summary>
    private static IEnumerable<JsonNode> Fields(JsonNode schema) =>
        (schema["items"] ?? schema)["properties"] is JsonObject { Count: > 3 } fields
            ? fields.SelectMany(field => Fields(field.Value!).Prepend(field.Value!))
            : [];

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../Snapshots");

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();

    [GeneratedRegex("^(update|edit|delete|erase|purge|stop|cancel|dismiss|move|promote|convert|unapprove|unprotect|resolve|merge)_")]
    private static partial Regex Overwriting();

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Brackets();
}
