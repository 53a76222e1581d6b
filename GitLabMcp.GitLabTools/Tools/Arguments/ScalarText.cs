namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>One value that is no list and no object, in the spelling that its type has.</summary>
internal static class ScalarText
{
    /// <summary>It is read as it is, whatever it looks like.</summary>
    public static bool IsText(Type type) => type == typeof(string) || type == typeof(Markdown);

    public static bool IsWholeNumber(Type type) => type == typeof(int) || type == typeof(long);

    /// <summary>A text as JSON.</summary>
    public static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text, ToolJson.Options);

    /// <summary>Null when the value stays as it is.</summary>
    /// <param name="name">The name of the argument or field.</param>
    public static JsonElement? Of(Type type, JsonElement json, string name) =>
        json.ValueKind switch
        {
            JsonValueKind.Number when IsWholeNumber(type) || type == typeof(ProjectId) || (type == typeof(Id) && IsIdName(name)) => Digits(
                json.GetRawText()
            ),
            JsonValueKind.True or JsonValueKind.False when type.IsEnum => Word(type, json.GetBoolean()),
            // An empty text removes the date, so these are texts.
            JsonValueKind.String when IsText(type) && name is "due_date" or "start_date" => TimeText.Date(ToolJson.TextOf(json)) is { } date
                ? Json(date)
                : null,
            JsonValueKind.String when !IsText(type) && ToolJson.TextOf(json) is { Length: < 200 } text => OfText(type, text, name),
            _ => null,
        };

    private static JsonElement? OfText(Type type, string text, string name) =>
        type == typeof(bool) ? Flag(text.Trim())
        : type.IsEnum
            ? EnumText.Of(type, text) is { } word ? Json(word)
                : Flag(text.Trim()) is { } flag ? Word(type, flag.GetBoolean())
                : null
        : IsWholeNumber(type) ? RoleText.Of(name, text) ?? Digits(text)
        // The path of a project has a slash, so `12.0` can only be a number. A name of another thing may look like that.
        : type == typeof(ProjectId) && !text.All(char.IsAsciiDigit) ? Digits(text)
        : type == typeof(DateTimeOffset) && TimeText.Time(text) is { } time ? Json(time)
        : type == typeof(DateOnly) && TimeText.Date(text) is { } date ? Json(date)
        : null;

    private static JsonElement? Flag(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) ? JsonElement.Parse("true")
        : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? JsonElement.Parse("false")
        : null;

    /// <summary>Some flags of GitLab are the words yes and no.</summary>
    private static JsonElement? Word(Type type, bool flag) => EnumText.Of(type, flag ? "yes" : "no") is { } word ? Json(word) : null;

    private static JsonElement? Digits(string text) =>
        WholeNumber.Of(text) is { } digits && digits != text ? JsonElement.Parse(digits) : null;

    /// <summary>`1.0` is a number where ids are meant, but may be the name of a tag elsewhere.</summary>
    private static bool IsIdName(string name) =>
        name.EndsWith("id", StringComparison.Ordinal) || name.EndsWith("ids", StringComparison.Ordinal);
}
