using System.ComponentModel;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using static ModelContextProtocol.Protocol.ElicitRequestParams;

namespace GitLabMcp.Conformance.Fixtures;

/// <summary>Tools that ask as the older versions do: by a request of the server to the client, while the call is open.</summary>
[McpServerToolType]
internal static class OlderAskingTools
{
    private static readonly string[] Options = ["option1", "option2", "option3"];

    private static readonly EnumSchemaOption[] Titled =
    [
        new() { Const = "value1", Title = "First" },
        new() { Const = "value2", Title = "Second" },
        new() { Const = "value3", Title = "Third" },
    ];

    [McpServerTool(Name = "test_sampling"), Description("Asks the client's model.")]
    public static async Task<string> SampleAsync(McpServer server, [Description("What to ask.")] string prompt, CancellationToken ct)
    {
        var answer = await server.SampleAsync(Asked.Sample(prompt, 100).SamplingParams!, ct);
        return $"LLM response: {string.Concat(answer.Content.OfType<TextContentBlock>().Select(block => block.Text))}";
    }

    [McpServerTool(Name = "test_elicitation"), Description("Asks the user.")]
    public static Task<string> ElicitAsync(McpServer server, [Description("What to ask.")] string message, CancellationToken ct) =>
        ElicitAsync(
            server,
            "User response",
            message,
            new() { ["username"] = new StringSchema(), ["email"] = new StringSchema() },
            ["username", "email"],
            ct
        );

    [McpServerTool(Name = "test_elicitation_sep1034_defaults"), Description("Asks with a default for each type.")]
    public static Task<string> DefaultsAsync(McpServer server, CancellationToken ct) =>
        ElicitAsync(
            server,
            "Elicitation completed",
            "Who?",
            new()
            {
                ["name"] = new StringSchema { Default = "John Doe" },
                ["age"] = new NumberSchema { Type = "integer", Default = 30 },
                ["score"] = new NumberSchema { Default = 95.5 },
                ["status"] = new UntitledSingleSelectEnumSchema { Enum = ["active", "inactive", "pending"], Default = "active" },
                ["verified"] = new BooleanSchema { Default = true },
            },
            required: null,
            ct
        );

    [McpServerTool(Name = "test_elicitation_sep1330_enums"), Description("Asks with each kind of choice.")]
    public static Task<string> EnumsAsync(McpServer server, CancellationToken ct) =>
        ElicitAsync(
            server,
            "Elicitation completed",
            "Which?",
            new()
            {
                ["untitledSingle"] = new UntitledSingleSelectEnumSchema { Enum = Options },
                ["titledSingle"] = new TitledSingleSelectEnumSchema { OneOf = Titled },
                ["untitledMulti"] = new UntitledMultiSelectEnumSchema { Items = new() { Enum = Options } },
                ["titledMulti"] = new TitledMultiSelectEnumSchema { Items = new() { AnyOf = Titled } },
#pragma warning disable MCP9001 // The suite asks for the form that the newer ones replaced.
                ["legacyEnum"] = new LegacyTitledEnumSchema
                {
                    Enum = ["opt1", "opt2", "opt3"],
                    EnumNames = ["Option One", "Option Two", "Option Three"],
                },
#pragma warning restore MCP9001
            },
            required: null,
            ct
        );

    private static async Task<string> ElicitAsync(
        McpServer server,
        string title,
        string question,
        Dictionary<string, PrimitiveSchemaDefinition> properties,
        IList<string>? required,
        CancellationToken ct
    )
    {
        var answer = await server.ElicitAsync(
            new ElicitRequestParams
            {
                Message = question,
                RequestedSchema = new() { Properties = properties, Required = required },
            },
            ct
        );
        return $"{title}: action={answer.Action}, content={JsonSerializer.Serialize(answer.Content, McpJsonUtilities.DefaultOptions)}";
    }
}
