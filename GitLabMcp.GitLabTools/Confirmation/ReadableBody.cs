using System.Buffers.Text;
using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Confirmation;

/// <summary>Formats the body of a request for the confirmation prompt.</summary>
internal static partial class ReadableBody
{
    private static readonly string[] Names = ["path", "id", "ref", "branch", "name", "key"];

    /// <summary>Shows `{"encoding":"base64","content":"aGVsbG8="}` as `{"encoding":"text","content":"hello"}`, and a form by its
    /// parts.</summary>
    public static async Task<JsonNode?> OfAsync(HttpContent content, CancellationToken ct)
    {
        if (content is MultipartContent form)
        {
            var parts = new List<JsonNode>();
            foreach (var part in form)
            {
                parts.Add(File(Name(part), await part.ReadAsByteArrayAsync(ct)));
            }

            return parts is [var only] ? only : new JsonArray([.. parts]);
        }

        var bytes = await content.ReadAsByteArrayAsync(ct);
        if (content.Headers.ContentType?.MediaType != "application/json")
        {
            return $"{bytes.Length} bytes of {content.Headers.ContentType?.MediaType ?? "data"}";
        }

        var body = JsonNode.Parse(bytes);
        Decode(body);
        return body;
    }

    /// <summary>Every field and every entry stays, and what they name; only the texts in them are cut, in the middle, and never
    /// GitLab's quick actions: `/merge` in a comment merges.</summary>
    /// <param name="longest">In characters.</param>
    public static JsonNode? Cut(JsonNode? node, int longest) =>
        node switch
        {
            JsonObject fields => new JsonObject(
                fields.Select(field =>
                    KeyValuePair.Create(field.Key, IsName(field.Key) ? field.Value?.DeepClone() : Cut(field.Value, longest))
                )
            ),
            JsonArray entries => new JsonArray([.. entries.Select(entry => Cut(entry, longest))]),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => Cut(Text(value), longest),
            _ => node?.DeepClone(),
        };

    /// <summary>`file_path`, `projectPath`, `note_id`: the end of a name may be all that distinguishes it from another.</summary>
    private static bool IsName(string field) => Array.Exists(Names, name => field.EndsWith(name, StringComparison.OrdinalIgnoreCase));

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        // Never cut between the two halves of a surrogate pair.
        var start = longest * 2 / 3;
        var end = text.Length - (longest - start);
        start = char.IsLowSurrogate(text[start]) ? start - 1 : start;
        end = char.IsLowSurrogate(text[end]) ? end + 1 : end;
        var actions = string.Concat(
            QuickAction()
                .Matches(text)
                .Where(action => action.Index + action.Length > start && action.Index < end)
                .Select(action => $"\n{action.Value}\n")
        );
        return $"{text[..start]}[… {end - start} characters …]{actions}{text[end..]}";
    }

    [GeneratedRegex(@"^[ \t]*/\w.*$", RegexOptions.Multiline)]
    private static partial Regex QuickAction();

    private static string Text(JsonValue value) =>
        value.TryGetValue<JsonElement>(out var element) ? ToolJson.TextOf(element) : value.GetValue<string>();

    private static JsonObject File(string? name, byte[] bytes)
    {
        var file = new JsonObject { ["file"] = name };
        if (TextFile.Read(bytes) is { IsGuessed: false } text)
        {
            file["content"] = text.Text;
        }
        else
        {
            file["bytes"] = bytes.Length;
        }

        return file;
    }

    /// <summary>The name of a file in a form. Only as it is written, because .NET does not read names beyond ASCII.</summary>
    private static string? Name(HttpContent part) =>
        part.Headers.NonValidated.TryGetValues("Content-Disposition", out var values)
        && FileName().Match(values.ToString()) is { Success: true } name
            ? name.Groups[1].Value.Replace("%22", "\"", StringComparison.Ordinal)
            : null;

    [GeneratedRegex("filename=\"([^\"]*)\"")]
    private static partial Regex FileName();

    private static void Decode(JsonNode? node)
    {
        if (node is JsonArray entries)
        {
            foreach (var entry in entries)
            {
                Decode(entry);
            }
        }
        else if (node is JsonObject fields)
        {
            if (
                fields["encoding"] is JsonValue encoding
                && encoding.ToString() == "base64"
                && fields["content"] is JsonValue content
                && Base64.IsValid(content.ToString())
                && TextFile.Read(Convert.FromBase64String(content.ToString())) is { IsGuessed: false } text
            )
            {
                (fields["content"], fields["encoding"]) = (text.Text, "text");
            }

            foreach (var (_, field) in fields)
            {
                Decode(field);
            }
        }
    }
}
