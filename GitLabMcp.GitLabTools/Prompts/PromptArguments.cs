namespace GitLabMcp.GitLabTools.Prompts;

/// <summary>Reads the arguments of a prompt. MCP allows texts only; numbers are taken too, because models send them.</summary>
internal static class PromptArguments
{
    private const int MaxLength = 1000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    public static PromptValues Read(Prompt prompt, ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            return new PromptValues.Read(new Dictionary<string, string>());
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Strict);
        }
        catch (JsonException)
        {
            return new PromptValues.Invalid("The arguments are not valid JSON, or name an argument twice.");
        }

        using (document)
        {
            return Read(prompt, document.RootElement);
        }
    }

    private static PromptValues Read(Prompt prompt, JsonElement arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in arguments.EnumerateObject())
        {
            if (Array.Find(prompt.Arguments, argument => property.NameEquals(argument.Name)) is not { } argument)
            {
                var names = string.Join(", ", prompt.Arguments.Select(argument => argument.Name));
                return new PromptValues.Invalid($"An argument has no name of this prompt. The arguments are: {names}.");
            }

            var text =
                property.Value.ValueKind is JsonValueKind.String ? ToolJson.TextOf(property.Value)
                : property.Value.ValueKind is JsonValueKind.Number ? property.Value.GetRawText()
                : null;
            if (
                (text is null && property.Value.ValueKind != JsonValueKind.Null)
                || text?.Length > MaxLength
                || text?.Any(char.IsControl) == true
            )
            {
                return new PromptValues.Invalid($"Argument {argument.Name} must be a text of at most {MaxLength} characters on one line.");
            }

            if (!string.IsNullOrWhiteSpace(text))
            {
                values[argument.Name] = text.Trim();
            }
        }

        return new PromptValues.Read(values);
    }
}
