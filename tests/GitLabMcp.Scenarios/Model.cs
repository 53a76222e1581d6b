using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.Scenarios;

/// <summary>A model at work. It knows the task, the listed tools and the answers that came, and calls nothing that these do not
/// name.</summary>
internal sealed class Model(McpHttp client, Knowledge knowledge, string gitlabOrigin)
{
    /// <summary>Where GitLab is for task and model, as its real port is another one each time.</summary>
    private const string Web = "https://gitlab.example.com";

    /// <summary>What GitLab has in the end.</summary>
    public required GitLabState GitLab { get; init; }

    /// <summary>The names under which tools were called, in order.</summary>
    public List<string> Tools { get; } = [];

    /// <summary>Of what the model wrote and read.</summary>
    public int Characters { get; private set; }

    /// <summary>Calls a listed tool, or one that was discovered.</summary>
    public async Task<Found> CallAsync(string tool, object? arguments = null)
    {
        var answer = await SendAsync(tool, arguments);
        Assert.False(answer.IsToolError, $"{tool} failed: {answer.ToolText}");
        return Read(answer, tool);
    }

    /// <summary>Calls a tool that cannot do it, and reads the sentence that says why and what to do next.</summary>
    public async Task<string> CallInVainAsync(string tool, object? arguments = null)
    {
        var answer = await SendAsync(tool, arguments);
        Assert.True(answer.IsToolError, $"{tool} did it: {answer.ToolText}");
        return Read(answer, tool).Text;
    }

    /// <summary>Looks for a tool, which must be among the first five that are found.</summary>
    public async Task DiscoverAsync(string search, string tool)
    {
        var found = (await CallAsync("discover_tools", new { search }))["tools"];
        var names = found.Rows.Take(5).Select(row => row["name"].Text).ToList();
        Assert.True(names.Contains(tool), $"'{search}' finds {string.Join(", ", names)}, and not {tool}.");
        knowledge.Learn(found.Rows);
    }

    /// <summary>Asks for the arguments of a tool that was found without them.</summary>
    public async Task ShowArgumentsAsync(string tool)
    {
        var shown = await CallAsync("discover_tools", new { names = new[] { tool } });
        knowledge.Learn(shown["tools"].Rows);
    }

    private async Task<Answer> SendAsync(string tool, object? arguments)
    {
        var given = JsonSerializer.SerializeToNode(arguments ?? new { })!.AsObject();
        knowledge.Check(tool, given);
        Tools.Add(tool);
        var (name, sent) = knowledge.IsListed(tool)
            ? (tool, given)
            : ("call_tool", new JsonObject { ["name"] = tool, ["arguments"] = given });
        var json = sent.ToJsonString();
        TestContext.Current.TestOutputHelper?.WriteLine($"{name} {json}");
        var answer = await client.CallToolAsync(name, json.Replace(Web, gitlabOrigin, StringComparison.Ordinal));
        Characters += name.Length + json.Length;
        return answer;
    }

    private Found Read(Answer answer, string tool)
    {
        var text = answer.ToolText.Replace(gitlabOrigin, Web, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine($"  answer: {text}");
        Characters += text.Length;
        var found = new Found(Parse(text), tool);
        knowledge.Add(text);
        return found;
    }

    private static JsonNode Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text)!;
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
