using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.Tools.Calling;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The schemas of all arguments against the rules of those who read them. A host drops a tool, or every tool, for one node
/// that it does not take.</summary>
public sealed class SchemaTests
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "array", "object"];

    // Objects whose fields the caller chooses: their schemas cannot have properties.
    private static readonly string[] FreeForm =
    [
        "call_tool.arguments",
        "create_feature_flag.strategies[].parameters",
        "create_pipeline.inputs",
        "execute_graphql.variables",
        "orbit_query.query",
        "play_pipeline_job.job_inputs",
        "retry_pipeline_job.job_inputs",
        "trigger_pipeline.inputs",
        "trigger_pipeline.variables",
        "update_feature_flag.strategies[].parameters",
    ];

    /// <summary>Every tool with every argument, as discover_tools shows it: those that lists leave out too.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names => Schemas.Keys.Select(name => new TheoryDataRow<string>(name));

    private static Dictionary<string, JsonObject> Schemas { get; } =
        AllToolsets
            .List.SelectMany(toolset => toolset.Tools.Select(tool => (tool, toolset)))
            .ToDictionary(
                pair => pair.tool.Name,
                pair => Schema(new BoundTool(pair.tool, pair.toolset, defaultProject: null, ConfirmationRule.True))
            );

    /// <summary>JSON Schema 2020-12 and draft-07, by the rules that these schemas can break: both say the same about these words.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_is_valid_by_2020_12_and_by_draft_07(string tool) =>
        Assert.All(
            Nodes(tool),
            node =>
            {
                Assert.All(
                    node.Schema,
                    word =>
                        Assert.Contains(
                            word.Key,
                            (string[])["type", "properties", "required", "items", "enum", "format", "default", "description"]
                        )
                );
                Assert.True(node.Schema["description"] is null or JsonValue, node.Path);
                Assert.True(node.Schema["properties"] is null or JsonObject, node.Path);
                Assert.True(node.Schema["items"] is null or JsonObject, node.Path);
                Assert.True(node.Schema["required"] is null || node.Type == "object", node.Path);
                var fields = node.Schema["properties"]?.AsObject().Select(field => field.Key).ToList() ?? [];
                var required = Texts(node.Schema["required"]);
                Assert.Equal(required.Distinct(), required);
                Assert.Subset(fields.ToHashSet(), required.ToHashSet());
                var words = Texts(node.Schema["enum"]);
                Assert.True(node.Schema["enum"] is null || words.Count > 0, node.Path);
                Assert.Equal(words.Distinct(), words);
                Assert.True(node.Schema["format"] is null || (node.Type == "string" && (string?)node.Schema["format"] == "date-time"));
            }
        );

    /// <summary>A default is a value of its type: null would not be.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_default_is_a_value_of_its_type(string tool) =>
        Assert.All(
            Nodes(tool).Where(node => node.Schema.ContainsKey("default")),
            node =>
            {
                var value = node.Schema["default"];
                Assert.NotNull(value);
                Assert.Equal(
                    node.Type,
                    value.GetValueKind() switch
                    {
                        System.Text.Json.JsonValueKind.Number when node.Type == "integer" => "integer",
                        System.Text.Json.JsonValueKind.Number => "number",
                        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
                        System.Text.Json.JsonValueKind.Array => "array",
                        System.Text.Json.JsonValueKind.Object => "object",
                        _ => "string",
                    }
                );
                Assert.True(node.Schema["enum"] is null || Texts(node.Schema["enum"]).Contains((string)value!), node.Path);
            }
        );

    /// <summary>Gemini's function declarations: one type a node, an enum of texts only, no union and no reference, and of the formats
    /// of a text only date-time.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Gemini_takes_a_schema(string tool) =>
        Assert.All(
            Nodes(tool),
            node =>
            {
                Assert.Contains(node.Type, Types);
                Assert.True(node.Schema["enum"] is not JsonArray words || (node.Type == "string" && words.All(IsText)), node.Path);
                Assert.All(
                    (string[])["anyOf", "oneOf", "allOf", "not", "$ref", "const"],
                    word => Assert.False(node.Schema.ContainsKey(word))
                );
            }
        );

    /// <summary>VS Code refuses a tool with an array that does not say what it has.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void VS_Code_takes_a_schema(string tool) =>
        Assert.All(
            Nodes(tool),
            node =>
            {
                Assert.Equal(node.Type == "array", node.Schema["items"] is JsonObject);
                Assert.True(node.Schema["properties"] is null || node.Type == "object", node.Path);
            }
        );

    /// <summary>OpenAI's strict subset, as far as arguments may be left out there: strict mode wants every field required and
    /// additionalProperties false, and hosts that use it add both. Its limits of depth and size hold as they are.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void OpenAI_takes_a_schema_with_optional_arguments(string tool)
    {
        var nodes = Nodes(tool).ToList();
        Assert.All(nodes, node => Assert.InRange(node.Depth, 0, 5));
        Assert.InRange(nodes.Sum(node => node.Schema["properties"]?.AsObject().Count ?? 0), 0, 100);
        Assert.InRange(nodes.Sum(node => Texts(node.Schema["enum"]).Count), 0, 500);
        Assert.Equal("object", nodes[0].Type);
    }

    [Fact]
    public void A_file_is_read_by_its_path() => Assert.Equal(["project_id", "file_path"], Texts(Schemas["get_file_contents"]["required"]));

    [Fact]
    public void Objects_show_their_fields_unless_the_caller_chooses_them() =>
        Assert.Equal(
            FreeForm,
            Schemas
                .Keys.SelectMany(Nodes)
                .Where(node => node.Type == "object" && node.Schema["properties"] is null)
                .Select(node => node.Path)
                .Order(StringComparer.Ordinal)
        );

    private static JsonObject Schema(BoundTool tool) => JsonNode.Parse(tool.Schema.Span)!.AsObject();

    private static IEnumerable<Node> Nodes(string tool) => Nodes(new Node(tool, Schemas[tool], Depth: 0));

    private static IEnumerable<Node> Nodes(Node node) =>
        (node.Schema["properties"] as JsonObject ?? [])
            .SelectMany(field => Nodes(new Node($"{node.Path}.{field.Key}", field.Value!.AsObject(), node.Depth + 1)))
            .Concat(node.Schema["items"] is JsonObject items ? Nodes(new Node($"{node.Path}[]", items, node.Depth)) : [])
            .Prepend(node);

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(one => (string)one!)];

    private static bool IsText(JsonNode? word) => word?.GetValueKind() == System.Text.Json.JsonValueKind.String;

    /// <param name="Path">`create_pipeline.variables[].key`.</param>
    private sealed record Node(string Path, JsonObject Schema, int Depth)
    {
        public string? Type => Schema["type"] is JsonValue type && type.TryGetValue<string>(out var name) ? name : null;

        public override string ToString() => Path;
    }
}
