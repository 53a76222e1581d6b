using System.Buffers;
using System.Text;

namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>Tells the model and its host which fields of an answer hold text that other people wrote, and that may try to
/// instruct them: `{"untrusted":["title","description"],"iid":7,"title":…}`. Nothing that they write can imitate or end
/// the mark: within a JSON text every quote is escaped.</summary>
internal static class UntrustedFields
{
    private static readonly string[] Fields =
    [
        "title",
        "description",
        "body",
        "content",
        "message",
        "text",
        "diff",
        "log",
        "data",
        "commit_message",
        "target_title",
        "comment",
        "readme",
        "solution",
        "merged_yaml",
        "system_output",
        "stack_trace",
        "response_body",
        "lines",
    ];

    private static readonly string[] Keys = [.. Fields.Select(field => field is "lines" ? "\"lines\":[\"" : $"\"{field}\":\"")];
    private static readonly SearchValues<string> Any = SearchValues.Create(Keys, StringComparison.Ordinal);

    /// <param name="json">An object as <see cref="ToolJson"/> writes it, without spaces.</param>
    public static string Mark(string json)
    {
        var first = json.AsSpan().IndexOfAny(Any);
        if (first < 0 || json[0] != '{')
        {
            return json;
        }

        var mark = new StringBuilder(json.Length + 64).Append("{\"untrusted\":[");
        var start = mark.Length;
        foreach (var (index, key) in Keys.Index())
        {
            if (json.AsSpan(first).Contains(key, StringComparison.Ordinal))
            {
                mark.Append(mark.Length > start ? ",\"" : "\"").Append(Fields[index]).Append('"');
            }
        }

        return mark.Append("],").Append(json, 1, json.Length - 1).ToString();
    }
}
