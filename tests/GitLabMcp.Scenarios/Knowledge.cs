using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GitLabMcp.Scenarios;

/// <summary>What a model has read so far: the task, the tools with their arguments, the answers.</summary>
internal sealed class Knowledge
{
    /// <summary>Arguments for words of the model's own.</summary>
    private static readonly HashSet<string> OwnWords =
    [
        "search",
        "names",
        "title",
        "description",
        "body",
        "content",
        "commit_message",
        "message",
        "new_text",
        "value",
        "note",
    ];

    /// <summary>Arguments that an answer names where a user must confirm.</summary>
    private static readonly HashSet<string> OfAnswers = ["dry_run", "confirm"];

    private readonly string _task;
    private readonly string _instructions;
    private readonly Dictionary<string, JsonObject> _arguments = [];
    private readonly HashSet<string> _listed = [];
    private readonly List<string> _texts;

    public Knowledge(string task, string instructions, JsonArray listed)
    {
        (_task, _instructions, _texts) = (task, instructions, [task]);
        foreach (var tool in listed)
        {
            var name = (string)tool!["name"]!;
            _listed.Add(name);
            _arguments[name] = tool["inputSchema"]!.AsObject();
        }
    }

    public bool IsListed(string tool) => _listed.Contains(tool);

    /// <summary>Tools that were found, some with their arguments: listed ones have more of these here.</summary>
    public void Learn(IEnumerable<Found> tools)
    {
        foreach (var tool in tools.Where(tool => tool.Has("arguments")))
        {
            _arguments[tool["name"].Text] = JsonNode.Parse(tool["arguments"].Text)!.AsObject();
        }
    }

    public void Add(string text) => _texts.Add(Unescaped(text));

    /// <summary>Fails where a model could not make this call, because nothing that it read names the tool, an argument or a
    /// value.</summary>
    public void Check(string tool, JsonObject arguments)
    {
        if (!_arguments.TryGetValue(tool, out var schema))
        {
            Assert.True(Contains(_task, tool), $"Nothing has shown {tool} with its arguments.");
            return;
        }

        foreach (var (name, value) in arguments)
        {
            var isShown = schema["properties"]!.AsObject().ContainsKey(name) || Contains(_instructions, name) || OfAnswers.Contains(name);
            Assert.True(isShown, $"Nothing has shown {name} of {tool}.");
            CheckValue(tool, name, value, schema.ToJsonString());
        }
    }

    private void CheckValue(string tool, string name, JsonNode? value, string schema)
    {
        switch (value)
        {
            case JsonArray rows:
                foreach (var row in rows)
                {
                    CheckValue(tool, name, row, schema);
                }

                break;
            case JsonObject json:
                foreach (var (field, inner) in json)
                {
                    CheckValue(tool, field, inner, schema);
                }

                break;
            case JsonValue one when one.GetValueKind() is JsonValueKind.String or JsonValueKind.Number && !OwnWords.Contains(name):
                var text = one.ToString();
                Assert.True(
                    HasRead(text) || (!IsId(name) && Contains(schema, text)),
                    $"Dead end: {name} of {tool} is {text}, which neither the task nor an answer says."
                );
                break;
        }
    }

    private bool HasRead(string text) => _texts.Exists(read => Contains(read, text));

    private static bool IsId(string name) =>
        name.EndsWith("id", StringComparison.Ordinal) || name.EndsWith("ids", StringComparison.Ordinal);

    /// <summary>As a word of its own: 7 is not in 17.</summary>
    private static bool Contains(string text, string word) =>
        Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.None, TimeSpan.FromSeconds(5));

    /// <summary>The JSON as it is, and the texts in it as they are read.</summary>
    private static string Unescaped(string text)
    {
        try
        {
            return text + "\n" + string.Join('\n', Texts(JsonNode.Parse(text)));
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject json => json.SelectMany(field => Texts(field.Value)),
            JsonArray rows => rows.SelectMany(Texts),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
            _ => [],
        };
}
