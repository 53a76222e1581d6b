using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitLabMcp.EndToEnd.Tests.Fuzzing;

/// <summary>A JSON-RPC message that was good until something was done to it.</summary>
/// <param name="What">What was done, for the report of a failure.</param>
/// <param name="Body">The bytes to send.</param>
public sealed record FuzzedMessage(string What, byte[] Body)
{
    private const string Meta = """
        "_meta":{"progressToken":1,"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"fuzz","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}
        """;

    private static readonly string[] Good =
    [
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{"roots":{"listChanged":true}},"clientInfo":{"name":"fuzz","version":"1"}}}""",
        """{"jsonrpc":"2.0","id":"a","method":"tools/list","params":{"cursor":"x"}}""",
        """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_project","arguments":{"project_id":"group/app"},"_meta":{"progressToken":"p"}}}""",
        """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"list_issues","arguments":{"project_id":"group/app","per_page":5,"labels":["a","b"]}}}""",
        """{"jsonrpc":"2.0","id":4,"method":"ping"}""",
        """{"jsonrpc":"2.0","id":5,"method":"resources/read","params":{"uri":"gitlab://group/app"}}""",
        """{"jsonrpc":"2.0","id":6,"method":"prompts/get","params":{"name":"a","arguments":{"b":"c"}}}""",
        """{"jsonrpc":"2.0","id":7,"method":"completion/complete","params":{"ref":{"type":"ref/prompt","name":"triage_issues"},"argument":{"name":"labels","value":"c"},"context":{"arguments":{"project_id":"group/app"}}}}""",
        """{"jsonrpc":"2.0","id":12,"method":"completion/complete","params":{"ref":{"type":"ref/resource","uri":"gitlab://projects/{project_id}"},"argument":{"name":"project_id","value":""}}}""",
        """{"jsonrpc":"2.0","id":13,"method":"prompts/get","params":{"name":"triage_issues","arguments":{"project_id":"group/app"},"_meta":{"progressToken":1}}}""",
        """{"jsonrpc":"2.0","id":14,"method":"resources/read","params":{"uri":"gitlab://projects/group%2Fapp","_meta":{"progressToken":1}}}""",
        """{"jsonrpc":"2.0","id":15,"method":"resources/list","params":{"cursor":"x"}}""",
        """{"jsonrpc":"2.0","id":16,"method":"resources/templates/list","params":{"cursor":"x"}}""",
        """{"jsonrpc":"2.0","id":17,"method":"prompts/list","params":{"cursor":"x"}}""",
        """{"jsonrpc":"2.0","id":8,"method":"logging/setLevel","params":{"level":"info"}}""",
        """{"jsonrpc":"2.0","method":"notifications/initialized"}""",
        """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"reason":"none"}}""",
        """{"jsonrpc":"2.0","id":9,"result":{"action":"accept"}}""",
        $$"""{"jsonrpc":"2.0","id":10,"method":"server/discover","params":{ {{Meta}} } }""",
        $$"""{"jsonrpc":"2.0","id":11,"method":"tools/call","params":{"name":"get_project","arguments":{"project_id":"group/app"},"inputResponses":{"a":{"action":"accept"} },"requestState":"s",{{Meta}} } }""",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e308", "1e999999", "99999999999999999999999999", "-0", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[[[]]]",
        "{\"a\":{\"a\":{}}}", "\"2026-07-28\"", "\"../../etc/passwd\"", new string('9', 4000),
    ];

    public static FuzzedMessage Next(Random random)
    {
        var message = Good[random.Next(Good.Length)];
        return random.Next(6) switch
        {
            0 => new("bytes changed", Mutate(random, message)),
            1 => new("nested", Utf8(Replace(random, message, Nested(random)))),
            2 => new("a value replaced", Utf8(Replace(random, message, Values[random.Next(Values.Length)]))),
            3 => new("a member twice", Utf8(Twice(random, message))),
            4 => new("a batch", Utf8($"[{string.Join(',', Enumerable.Repeat(message, random.Next(4)))}]")),
            _ => new("cut", Utf8(message)[..random.Next(message.Length)]),
        };
    }

    public static string NextGood(Random random) => Good[random.Next(Good.Length)];

    /// <summary>Every good message with null in the place of one member, or without it.</summary>
    public static IEnumerable<FuzzedMessage> Nulls()
    {
        foreach (var message in Good)
        {
            for (var spot = 0; spot < Spots(JsonNode.Parse(message)!).Length; spot++)
            {
                foreach (var isLeftOut in (bool[])[false, true])
                {
                    var root = JsonNode.Parse(message)!;
                    var (parent, key) = Spots(root)[spot];
                    parent.Remove(key);
                    if (!isLeftOut)
                    {
                        parent[key] = null;
                    }

                    yield return new($"{key} {(isLeftOut ? "left out" : "null")}", Utf8(root.ToJsonString()));
                }
            }
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Mutate(Random random, string message)
    {
        var bytes = Utf8(message);
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"{}[]\":,0n\\ "[random.Next(11)];
        }

        return bytes;
    }

    private static string Nested(Random random)
    {
        var depth = random.Next(1, random.Next(2) == 0 ? 80 : 100_000);
        return random.Next(2) == 0
            ? new string('[', depth) + new string(']', depth)
            : new StringBuilder().Insert(0, "{\"a\":", depth).Append('1').Append('}', depth).ToString();
    }

    /// <summary>Puts raw JSON in the place of one value, anywhere in the message.</summary>
    private static string Replace(Random random, string message, string value)
    {
        const string place = "\"~here~\"";
        var root = JsonNode.Parse(message)!;
        var spots = Spots(root);
        var (parent, key) = spots[random.Next(spots.Length)];
        parent[key] = "~here~";
        return root.ToJsonString(JsonSerializerOptions.Default).Replace(place, value, StringComparison.Ordinal);
    }

    private static string Twice(Random random, string message)
    {
        var root = JsonNode.Parse(message)!;
        var spots = Objects(root).Where(node => node.Count > 0).ToArray();
        var parent = spots[random.Next(spots.Length)];
        var (key, value) = parent.ElementAt(random.Next(parent.Count));
        var copy = random.Next(2) == 0 ? value?.ToJsonString() ?? "null" : Values[random.Next(Values.Length)];
        parent["~again~"] = "~here~";
        return root.ToJsonString(JsonSerializerOptions.Default).Replace("\"~again~\":\"~here~\"", $"\"{key}\":{copy}", StringComparison.Ordinal);
    }

    private static (JsonObject Parent, string Key)[] Spots(JsonNode root) => [.. Objects(root).SelectMany(node => node.Select(member => (node, member.Key)))];

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => found.Select(member => member.Value).SelectMany(Objects).Prepend(found),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
