using GitLabMcp.Fake;
using GitLabMcp.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>One realistic call of a tool: what GitLab must be asked, and what the model must read.</summary>
/// <param name="Requests">`GET /projects/1?x=y`, a body after a space for writes; a GraphQL operation as
/// `GRAPHQL itsName {"its":"variables"}`; in order.</param>
/// <param name="Answer">All of the text, or a part of it when it starts with `…`.</param>
/// <remarks>Every text is one line; where a case writes one over several lines, they are put together.</remarks>
public sealed record ToolCase(string Tool, string Arguments, string[] Requests, string Answer)
{
    public string Arguments { get; } = Arguments.OneLine();

    public string[] Requests { get; } = [.. Requests.Select(request => request.OneLine())];

    public string Answer { get; } = Answer.OneLine();

    /// <summary>What GitLab answers to each of the requests, in order, where the fake has no such thing in its world:
    /// JSON, other text, or nothing (204). Null: the fake answers that one by itself.</summary>
    public string?[] Given
    {
        get;
        init => field = [.. value.Select(answer => answer is ['{' or '[', ..] ? answer.OneLine() : answer)];
    } = [];

    /// <summary>Some of the requests go out at the same time.</summary>
    public bool AnyOrder { get; init; }

    public void Script(FakeGitLab gitlab)
    {
        foreach (var (request, answer) in Requests.Zip(Given))
        {
            if (answer is null)
            {
                continue;
            }

            var words = request.Split(' ', 3);
            var (method, path) =
                words[0] == "GRAPHQL" ? ("POST", "/api/graphql#" + words[1]) : (words[0], "/api/v4" + words[1].Split('?')[0]);
            gitlab.On(method, path).Answer(answer.Length == 0 ? 204 : 200, answer);
        }
    }

    public override string ToString() => $"{Tool} {Arguments}";
}
