using System.Text;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>The form in which a call wants its answer.</summary>
/// <param name="IsFull">Every field that GitLab sent, in place of the lean fields.</param>
/// <param name="Offset">Where the window of the tool's long text starts, in characters.</param>
/// <param name="Page">0 for a call with a cursor.</param>
/// <param name="Rows">Which rows of a list may be shown; null for all.</param>
/// <param name="Kind">Decides which fields a lean answer keeps (<see cref="Tool.LeanFieldsBy"/>); null where nothing does.</param>
internal readonly record struct View(bool IsFull, int Offset, int Page, int PerPage, Func<JsonElement, bool>? Rows, Enum? Kind = null);

/// <summary>Turns GitLab's answers into what a model reads: lean by default, lists as {items, next_page, total}, never
/// above <see cref="MostBytes"/>, and never cut in silence.</summary>
internal sealed class AnswerShape(Tool tool)
{
    /// <summary>25,000 tokens of four characters, less what <see cref="UntrustedFields"/> and the names of ignored arguments add;
    /// counted in UTF-8 bytes, so that it holds in any script.</summary>
    public const int MostBytes = 99_300 - IgnoredNames.MaxBytes;

    // The bytes that a list may have besides its rows: its brackets, the next page and a note.
    private const int Frame = 400;

    private readonly KeptField[] _kept = KeptField.List(
        tool.LeanFields + (tool.HasTexts && tool.LeanFields.Length > 0 ? QuickActions : "")
    );

    private readonly Dictionary<Enum, KeptField[]> _keptOf = tool.LeanFieldsOf.ToDictionary(
        fields => fields.Key,
        fields => KeptField.List(fields.Value)
    );

    // What GitLab says of the quick actions of a text, beside the comment that has the rest of the text.
    private const string QuickActions = ", commands_changes?, summary?";

    private readonly byte[]? _longText = tool.LongText is { } field ? Encoding.UTF8.GetBytes(field) : null;

    public ToolReply Shape(GitLabAnswer answer, View view)
    {
        if (answer.Body.IsEmpty)
        {
            return new ToolReply.Text(answer.Status == 202 ? """{"accepted":true}""" : """{"done":true}""");
        }

        using var buffer = new PooledBuffer(Math.Clamp(answer.Body.Length, 1024, MostBytes));
        try
        {
            if (LargeList.Is(answer.Body.Span))
            {
                var list = new LargeList(answer.Body);
                return List(list.Rows(), list.Count, answer, view, buffer);
            }

            using var document = JsonDocument.Parse(answer.Body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && view.Rows?.Invoke(root) == false)
            {
                if (tool.Access != Access.Read)
                {
                    // The change was made; only GitLab's answer to it is about another project, and so is not shown.
                    return new ToolReply.Text("""{"done":true}""");
                }

                return ToolReply.Refuse("This server is limited to certain projects, and this belongs to another one.");
            }

            if (tool.HasTexts && IsOfActionsOnly(answer.Status, root))
            {
                var done = ToolJson.Pick(root, "summary", "commands_changes");
                done["note"] = "GitLab carried out the quick actions. It made no comment, because the text had nothing else.";
                return ToolReply.Json(done);
            }

            return root.ValueKind == JsonValueKind.Array
                ? List(root.EnumerateArray(), root.GetArrayLength, answer, view, buffer)
                : One(root, view, buffer);
        }
        catch (JsonException)
        {
            return ToolReply.Of(GitLabRefusal.OfNoData(answer.Body.Span, isRead: tool.Access == Access.Read));
        }
    }

    private KeptField[] Kept(View view) => view.Kind is { } kind ? _keptOf[kind] : _kept;

    /// <summary>What GitLab says instead of a comment, with 202 or, in older versions, 201.</summary>
    private static bool IsOfActionsOnly(int status, JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && !root.TryGetProperty("id"u8, out _)
        && (root.TryGetProperty("commands_changes"u8, out _) || (status == 202 && root.TryGetProperty("summary"u8, out _)));

    private ToolReply One(JsonElement root, View view, PooledBuffer buffer)
    {
        using var writer = new Utf8JsonWriter(buffer, ToolJson.Writer);
        return Fit(writer, root, view, buffer, MostBytes) is { } lean
            ? new ToolReply.Text(Encoding.UTF8.GetString(buffer.Written)) { Window = lean.Window }
            : ToolReply.Refuse(
                view.IsFull
                    ? "The full answer is too long to be shown. Call again without detail, or ask for a part of it."
                    : "The answer is too long to be shown, even with its long texts shortened. Ask for a part of it."
            );
    }

    /// <summary>Writes an element, its long texts in smaller and smaller windows until it fits.</summary>
    /// <returns>The writer that it fitted with; null when it never fits.</returns>
    private LeanJson? Fit(Utf8JsonWriter writer, JsonElement element, View view, PooledBuffer buffer, int most)
    {
        var start = buffer.Length;
        for (var longest = int.MaxValue; longest > 250; longest = longest == int.MaxValue ? most / 2 : longest / 2)
        {
            buffer.Length = start;
            writer.Reset(buffer);
            var lean = new LeanJson(view.IsFull, longest, _longText, view.Offset);
            lean.Write(writer, element, Kept(view));
            writer.Flush();
            if (buffer.Length - start <= most)
            {
                return lean;
            }
        }

        return null;
    }

    /// <param name="count">How many rows there are in all.</param>
    private ToolReply List(IEnumerable<JsonElement> rows, Func<int> count, GitLabAnswer answer, View view, PooledBuffer buffer)
    {
        using var writer = new Utf8JsonWriter(buffer, ToolJson.Writer);
        var lean = new LeanJson(view.IsFull, int.MaxValue, _longText, view.Offset);
        buffer.Append("{\"items\":["u8);
        var kept = Kept(view);
        List<int> ends = [];
        var cut = false;
        foreach (var row in rows)
        {
            if (view.Rows?.Invoke(row) == false)
            {
                ends.Add(buffer.Length);
                continue;
            }

            var before = buffer.Length;
            if (buffer.Written[^1] != '[')
            {
                buffer.Append(","u8);
            }

            writer.Reset(buffer);
            lean.Write(writer, row, kept);
            writer.Flush();
            if (buffer.Length > MostBytes - Frame)
            {
                buffer.Length = before;
                if (ends.Count > 0)
                {
                    cut = true;
                    break;
                }

                if (Fit(writer, row, view, buffer, MostBytes - Frame) is null)
                {
                    return ToolReply.Refuse(
                        "The first entry alone is too long to be shown. Ask for it without detail, or by a tool for one entry."
                    );
                }
            }

            ends.Add(buffer.Length);
        }

        var next = cut ? ListCut.Of(ends.Count, view.Page, view.PerPage, tool.IsPaged && view.Page > 0) : null;
        if (next is { Shown: var shown } && shown < ends.Count)
        {
            buffer.Length = ends[shown - 1];
        }

        return new ToolReply.Text(Encoding.UTF8.GetString(buffer.Written) + "]" + Tail(answer, view, next, count()));
    }

    private string GoOn(GitLabAnswer answer, View view, int count) =>
        answer switch
        {
            { IsPagingUnknown: true } when tool.IsPaged && !tool.IsPagedHere && view.Page > 0 && count >= view.PerPage =>
                $",\"next_page\":{view.Page + 1},\"note\":\"GitLab did not say whether there are more. This page is full, so there may be: "
                    + $"go on with page={view.Page + 1}.\"",
            { NextPage: { } page } => $",\"next_page\":{page}",
            { Cursor: null } => "",

            // GitLab gave a cursor, but this tool has no argument that takes it.
            _ when tool.Method is not null && tool.KeysetStart is null =>
                ",\"note\":\"There is more, but GitLab gives this list no pages. Narrow it.\"",
            { Cursor: { } cursor } => $",\"cursor\":{JsonSerializer.Serialize(cursor, ToolJson.Options)}",
        };

    private string Tail(GitLabAnswer answer, View view, ListCut? cut, int count)
    {
        var total = answer.Total is { } all && view.Rows is null ? $",\"total\":{all}" : "";
        return cut switch
        {
            null => GoOn(answer, view, count) + total + "}",
            { NextPage: { } page } => $",\"next_page\":{page},\"next_per_page\":{cut.NextPerPage}{total},"
                + $"\"note\":\"Only {cut.Shown} entries fit into one answer: "
                + $"go on with page={page} and per_page={cut.NextPerPage}.\"}}",
            _ when answer.Cursor is not null => $"{total},\"note\":\"Only {cut.Shown} of {count} entries fit into one answer: "
                + $"ask again with the same cursor for at most {cut.Shown}.\"}}",
            _ => $"{total},\"note\":\"Only {cut.Shown} of {count} entries fit into one answer. "
                + "Narrow the call, or ask for entries one by one.\"}",
        };
    }
}
