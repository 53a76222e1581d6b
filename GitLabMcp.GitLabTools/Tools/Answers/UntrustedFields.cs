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
        "name",
        "username",
        "labels",
        "topics",
        "ref",
        "branch",
        "source_branch",
        "target_branch",
        "tag_name",
        "path",
        "full_path",
        "path_with_namespace",
        "project",
        "file_path",
        "new_path",
        "old_path",
        "author_name",
    ];

    private static readonly string[] Keys =
    [
        .. Fields.Select(field => field is "lines" or "labels" or "topics" ? $"\"{field}\":[\"" : $"\"{field}\":\""),
    ];
    private static readonly SearchValues<string> Any = SearchValues.Create(Keys, StringComparison.Ordinal);

    /// <param name="json">An object as <see cref="ToolJson"/> writes it, without spaces.</param>
    public static string Mark(string json)
    {
        // One bit for each of the fields.
        ulong found = 0;
        var rest = json.AsSpan();
        for (int start; (start = rest.IndexOfAny(Any)) >= 0; )
        {
            rest = rest[start..];
            var index = IndexOfKey(rest);
            found |= 1UL << index;
            rest = rest[Keys[index].Length..];
        }

        if (found == 0 || json[0] != '{')
        {
            return json;
        }

        var mark = new StringBuilder(json.Length + 64).Append("{\"untrusted\":[");
        var separator = "\"";
        foreach (var (index, field) in Fields.Index())
        {
            if ((found & (1UL << index)) != 0)
            {
                mark.Append(separator).Append(field).Append('"');
                separator = ",\"";
            }
        }

        return mark.Append("],").Append(json, 1, json.Length - 1).ToString();
    }

    private static int IndexOfKey(ReadOnlySpan<char> text)
    {
        var index = 0;
        while (!text.StartsWith(Keys[index], StringComparison.Ordinal))
        {
            index++;
        }

        return index;
    }
}
