using GitLabMcp.GitLabTools.Suggestions;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>The arguments of one tool: the schema that a model sees, and strict reading by the same definition.</summary>
internal sealed class ArgumentReader(ToolArgument[] arguments)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    private readonly UrlArgument _url = new(arguments);

    public IReadOnlyList<ToolArgument> Arguments => arguments;

    public ToolArgument? Find(string name) => Array.Find(arguments, argument => argument.Name == name);

    /// <summary>Reads a call's arguments: one value per argument, defaults filled in; or a sentence that names the argument.</summary>
    /// <param name="instance">The GitLab whose web addresses are taken for ids.</param>
    public Reading<CallValues> Read(ReadOnlyMemory<byte> json, GitLabAddress instance)
    {
        var values = new Dictionary<string, object?>(arguments.Length);
        var leads = "";
        if (!json.IsEmpty)
        {
            switch (Fill(values, json, instance))
            {
                case Reading<string>.Refused refused:
                    return new Reading<CallValues>.Refused(refused.Sentence);
                case Reading<string>.Value { Result: { Length: > 0 } found }:
                    leads = found + " ";
                    break;
            }
        }

        foreach (var argument in arguments)
        {
            var value = values.GetValueOrDefault(argument.Name) ?? argument.Default;
            if (value is null && argument.IsRequired)
            {
                var required = string.Join(", ", arguments.Where(one => one.IsRequired).Select(one => one.Name));
                return new Reading<CallValues>.Refused($"{leads}Argument {argument.Name} is missing. Required here: {required}.");
            }

            values[argument.Name] = value;
        }

        return new Reading<CallValues>.Value(new(values));
    }

    /// <returns>What a url among the arguments leads to; empty when there is none.</returns>
    private Reading<string> Fill(Dictionary<string, object?> values, ReadOnlyMemory<byte> json, GitLabAddress instance)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Strict);
        }
        catch (JsonException)
        {
            return new Reading<string>.Refused("The arguments are not valid JSON, or name an argument twice.");
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return document.RootElement.ValueKind == JsonValueKind.Null
                    ? new Reading<string>.Value("")
                    : new Reading<string>.Refused("The arguments must be a JSON object.");
            }

            JsonElement url = default;
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (Array.Find(arguments, argument => property.NameEquals(argument.Name)) is not { } argument)
                {
                    if (!_url.IsTaken || !property.NameEquals(ArgumentNames.Url))
                    {
                        return new Reading<string>.Refused(Unknown(property.Name));
                    }

                    url = property.Value;
                    continue;
                }

                // Models write null for "not given".
                if (property.Value.ValueKind == JsonValueKind.Null)
                {
                    continue;
                }

                switch (argument.Read(property.Value))
                {
                    case Reading<object>.Value value:
                        values[argument.Name] = value.Result;
                        break;
                    case Reading<object>.Refused refused:
                        return new Reading<string>.Refused(refused.Sentence);
                }
            }

            return url.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
                ? new Reading<string>.Value("")
                : _url.Fill(values, url, instance);
        }
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
