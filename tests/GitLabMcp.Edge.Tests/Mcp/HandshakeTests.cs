using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.Edge.Mcp;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.Edge.Tests.Mcp;

public sealed class HandshakeTests
{
    private const string Params = """
        {"protocolVersion":"2025-11-25",
         "capabilities":{"roots":{"listChanged":true},"sampling":{"context":{},"tools":{}},"elicitation":{"form":{},"url":{}},
           "experimental":{"a":{"b":[1]}},"extensions":{"c":{}}},
         "clientInfo":{"name":"n","version":"1","title":"t","description":"d","websiteUrl":"https://gitlab.example/",
           "icons":[{"src":"https://gitlab.example/i.png","mimeType":"image/png","sizes":["48x48"],"theme":"dark"}]},
         "more":{}}
        """;

    private static readonly string?[] Values =
    [
        null,
        "null",
        "true",
        "0",
        "1.5",
        "\"x\"",
        "{}",
        "[]",
        "[{}]",
        "[[]]",
        "[null]",
        "{\"a\":0}",
    ];

    public static TheoryData<string> Places =>
        [.. Below(JsonNode.Parse(Params)!).Select(node => node.GetPath()).Where(path => !path.Contains(".a", StringComparison.Ordinal))];

    /// <summary>No session is made for what the SDK will refuse, and none is refused that it would take.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public void Is_taken_where_the_SDK_can_read_it(string place)
    {
        foreach (var value in Values)
        {
            var parameters = With(place, value);

            Assert.True(
                IsTaken(parameters) == CanSdkRead(parameters),
                $"{place} = {value ?? "nothing"}: the SDK says {!IsTaken(parameters)}"
            );
        }
    }

    [Fact]
    public void Is_taken_with_everything_in_it() => Assert.True(IsTaken(Params));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    public void Is_not_taken_without_parameters(string parameters) => Assert.False(IsTaken(parameters));

    private static bool IsTaken(string parameters) =>
        JsonRpcEnvelope.Read(
            new ReadOnlySequence<byte>(
                Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"params":{{parameters}},"method":"initialize"}""")
            )
        )
            is RpcMessage.Request { HasHandshake: true };

    private static bool CanSdkRead(string parameters)
    {
        try
        {
            return JsonSerializer.Deserialize<InitializeRequestParams>(parameters, McpJsonUtilities.DefaultOptions) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string With(string place, string? value)
    {
        var root = JsonNode.Parse(Params)!;
        var node = Below(root).Single(one => one.GetPath() == place);
        if (value is not null)
        {
            node.ReplaceWith(JsonNode.Parse(value));
        }
        else if (node.Parent is JsonArray list)
        {
            list.Remove(node);
        }
        else
        {
            node.Parent!.AsObject().Remove(node.GetPropertyName());
        }

        return root.ToJsonString();
    }

    private static IEnumerable<JsonNode> Below(JsonNode root)
    {
        IEnumerable<JsonNode?> inside = root switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        return inside.OfType<JsonNode>().SelectMany(node => Below(node).Prepend(node));
    }
}
