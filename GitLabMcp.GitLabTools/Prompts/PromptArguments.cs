using System.Text.Json;
using GitLabMcp.GitLabTools.Json;

namespace GitLabMcp.GitLabTools.Prompts;

/// <summary>Reads the arguments of a prompt. MCP allows texts only; numbers are taken too, because models send them.</summary>
internal static class PromptArguments
{
    private const int MaxLength = 1000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>What was given, without what is blank; null and a sentence that names the argument.</summary>
    public static Dictionary<string, string>? Read(Prompt prompt, ReadOnlyMemory<byte> json, out string? refusal)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        refusal = null;
        if (json.IsEmpty)
        {
            return given;
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Strict);
        }
        catch (JsonException)
        {
            refusal = "The arguments are not valid JSON, or name an argument twice.";
            return null;
        }

        using (document)
        {
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (Array.Find(prompt.Arguments, argument => property.NameEquals(argument.Name)) is not { } known)
                {
                    var names = string.Join(", ", prompt.Arguments.Select(argument => argument.Name));
                    refusal = $"An argument has no name of this prompt. The arguments are: {names}.";
                    return null;
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
                    refusal = $"Argument {known.Name} must be a text of at most {MaxLength} characters on one line.";
                    return null;
                }

                if (!string.IsNullOrWhiteSpace(text))
                {
                    given[known.Name] = text.Trim();
                }
            }
        }

        return given;
    }
}
