using System.Text.Json;
using GitLabMcp.GitLabTools.GitLab;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>The arguments of one tool: the schema that a model sees, and strict reading by the same definition.</summary>
internal sealed class ArgumentReader(ToolArgument[] arguments)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    private readonly UrlArgument _url = new(arguments);

    public IReadOnlyList<ToolArgument> Arguments => arguments;

    public int IndexOf(string name) => Array.FindIndex(arguments, argument => argument.Name == name);

    /// <summary>Reads a call's arguments: one value per argument, defaults filled in; or a sentence that names the argument.</summary>
    /// <param name="instance">Whose web addresses are taken for ids.</param>
    public object?[]? Read(ReadOnlyMemory<byte> json, GitLabInstance instance, out string? refusal)
    {
        var values = new object?[arguments.Length];
        string? leads = null;
        if (!json.IsEmpty && !Fill(values, json, instance, out leads, out refusal))
        {
            return null;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] ??= arguments[i].Default;
            if (values[i] is null && arguments[i].IsRequired)
            {
                var required = string.Join(", ", arguments.Where(argument => argument.IsRequired).Select(argument => argument.Name));
                refusal = $"{(leads is null ? "" : leads + " ")}Argument {arguments[i].Name} is missing. Required here: {required}.";
                return null;
            }
        }

        refusal = null;
        return values;
    }

    /// <param name="leads">What a url among the arguments leads to.</param>
    private bool Fill(object?[] values, ReadOnlyMemory<byte> json, GitLabInstance instance, out string? leads, out string? refusal)
    {
        leads = null;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Strict);
        }
        catch (JsonException)
        {
            refusal = "The arguments are not valid JSON, or name an argument twice.";
            return false;
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                refusal = "The arguments must be a JSON object.";
                return document.RootElement.ValueKind == JsonValueKind.Null;
            }

            JsonElement url = default;
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var index = Array.FindIndex(arguments, argument => property.NameEquals(argument.Name));
                if (index < 0 && _url.IsTaken && property.NameEquals(UrlArgument.Name))
                {
                    url = property.Value;
                    continue;
                }

                if (index < 0)
                {
                    refusal = Unknown(property.Name);
                    return false;
                }

                // Models write null for "not given".
                if (property.Value.ValueKind == JsonValueKind.Null)
                {
                    continue;
                }

                values[index] = arguments[index].Read(property.Value, out refusal);
                if (refusal is not null)
                {
                    return false;
                }
            }

            if (url.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            {
                leads = _url.Fill(values, url, instance, out refusal);
                return leads is not null;
            }
        }

        refusal = null;
        return true;
    }

    private string Unknown(string name)
    {
        var names = arguments.Select(argument => argument.Name).ToArray();
        var shown =
            name.Length <= 60 && !name.Any(char.IsControl) ? $"There is no argument {name} here" : "An argument has no name of this tool";
        return NearMiss.Of(name, names) is { } near ? $"{shown}; did you mean {near}?"
            : names.Length == 0 ? $"{shown}: this tool takes no arguments."
            : $"{shown}. The arguments are: {string.Join(", ", names)}.";
    }
}
