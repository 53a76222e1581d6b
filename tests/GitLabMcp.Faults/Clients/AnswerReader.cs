using System.Text.Json;
using System.Text.RegularExpressions;
using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Clients;

/// <summary>What a client makes of the answer to a request.</summary>
internal static partial class AnswerReader
{
    private const int MaxProblem = 1000;

    public static Call Read(Call call, int status, string? mediaType, string text)
    {
        var answered = call with { Status = status };
        if (status is 202 or 204)
        {
            return answered with { HasValidBody = text.Length == 0 };
        }

        try
        {
            using var json = JsonDocument.Parse(mediaType == "text/event-stream" ? LastEvent(text) : text);
            var root = json.RootElement;
            var isResult = root.TryGetProperty("result", out var result);
            var isToolError = status == 200 && (!isResult || (result.TryGetProperty("isError", out var error) && error.GetBoolean()));
            var mark = Mark().Match(text);
            return answered with
            {
                HasValidBody = isResult || root.TryGetProperty("error", out _),
                IsToolError = isToolError,
                AnsweredNonce = mark.Success ? mark.Groups[1].Value : null,
                AnsweredUser = mark.Success ? mark.Groups[2].Value : null,
                Problem = status == 200 && !isToolError ? "" : Beginning(text),
            };
        }
        catch (JsonException)
        {
            return answered with { Problem = "no JSON: " + Beginning(text) };
        }
    }

    public static string Beginning(string text) => (text.Length > MaxProblem ? text[..MaxProblem] : text).ReplaceLineEndings(" ");

    private static string LastEvent(string text) =>
        text.LastIndexOf("data: ", StringComparison.Ordinal) is >= 0 and var at ? text[(at + 6)..].Trim() : "";

    /// <summary>`nonce=n7; owner=alice;`, as <see cref="GitLab.NonceGitLab"/> writes it.</summary>
    [GeneratedRegex("nonce=([^;]+); owner=([^;]+);")]
    private static partial Regex Mark();
}
