namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>The names of a call's arguments that were left out, as the answer shows them: `{…,"ignored":["toolCallId"]}`.</summary>
internal static class IgnoredNames
{
    /// <summary>The most bytes that the names add to an answer.</summary>
    public const int MaxBytes = 700;

    private const int MaxCount = 10;
    private const int MaxLength = 60;

    public static string AddTo(ToolReply.Text reply)
    {
        if (reply.Ignored.Count == 0)
        {
            return reply.Content;
        }

        var names = JsonSerializer.Serialize(reply.Ignored.Take(MaxCount).Select(Shown), ToolJson.Options);
        return reply.Content switch
        {
            "{}" => $"{{\"ignored\":{names}}}",
            ['{', .., '}'] json => $"{json[..^1]},\"ignored\":{names}}}",
            var text => $"{text}\nignored: {names}",
        };
    }

    // The caller chose the name, so only plain characters of it go into the answer.
    private static string Shown(string name) =>
        string.Concat((name.Length <= MaxLength ? name : name[..MaxLength]).Select(letter => IsPlain(letter) ? letter : '?'));

    private static bool IsPlain(char letter) => letter is >= ' ' and <= '~' and not ('"' or '\\' or '<' or '>' or '&');
}
