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
        var url = UrlReading.None;
        List<string> ignored = [];
        if (!json.IsEmpty)
        {
            switch (Fill(values, ignored, json, instance))
            {
                case Reading<UrlReading>.Refused refused:
                    return new Reading<CallValues>.Refused(refused.Sentence);
                case Reading<UrlReading>.Value { Result: var read }:
                    url = read;
                    break;
            }
        }

        foreach (var argument in arguments)
        {
            var value = values.GetValueOrDefault(argument.Name) ?? argument.Default;
            if (value is null && argument.IsRequired)
            {
                var required = string.Join(", ", arguments.Where(one => one.IsRequired).Select(one => one.Name));
                var leads = url.Leads.Length > 0 ? url.Leads + " " : "";
                return new Reading<CallValues>.Refused($"{leads}Argument {argument.Name} is missing. Required here: {required}.");
            }

            values[argument.Name] = value;
        }

        return new Reading<CallValues>.Value(new(values) { Ignored = ignored, SlashedRef = url.Ref });
    }

    /// <returns>What a url among the arguments leads to; empty when there is none.</returns>
    private Reading<UrlReading> Fill(
        Dictionary<string, object?> values,
        List<string> ignored,
        ReadOnlyMemory<byte> json,
        GitLabAddress instance
    )
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Strict);
        }
        catch (JsonException)
        {
            return new Reading<UrlReading>.Refused("The arguments are not valid JSON, or name an argument twice.");
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return document.RootElement.ValueKind == JsonValueKind.Null
                    ? new Reading<UrlReading>.Value(UrlReading.None)
                    : new Reading<UrlReading>.Refused("The arguments must be a JSON object.");
            }

            JsonElement url = default;
            var normalizer = new ArgumentNormalizer(ignored);
            var given = new Lazy<HashSet<string>>(() => [.. document.RootElement.EnumerateObject().Select(property => property.Name)]);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (Array.Find(arguments, argument => property.NameEquals(argument.Name)) is { } argument)
                {
                    if (Set(values, argument, normalizer.Of(argument, property.Value)) is { } refusal)
                    {
                        return new Reading<UrlReading>.Refused(refusal);
                    }
                }
                else if (_url.IsTaken && property.NameEquals(ArgumentNames.Url))
                {
                    url = property.Value;
                }
                else if (property.Value.ValueKind != JsonValueKind.Null)
                {
                    if (Unknown(property.Name, given.Value, ignored.Count) is { } refusal)
                    {
                        return new Reading<UrlReading>.Refused(refusal);
                    }

                    ignored.Add(property.Name);
                }
            }

            return _url.Fill(values, url, instance);
        }
    }

    /// <returns>Null when the value was set or counts as not given; otherwise what is wrong.</returns>
    private static string? Set(Dictionary<string, object?> values, ToolArgument argument, NormalizedValue value)
    {
        if (!value.IsGiven)
        {
            return null;
        }

        switch (argument.Read(value.Json))
        {
            case Reading<object>.Value read:
                values[argument.Name] = read.Result;
                return null;
            case Reading<object>.Refused refused:
                return refused.Sentence;
            default:
                throw new InvalidOperationException("No such reading.");
        }
    }

    /// <returns>Null for an argument that is left out; otherwise what is wrong.</returns>
    private string? Unknown(string name, HashSet<string> given, int ignored)
    {
        if (ignored >= UnknownName.MaxCount)
        {
            return $"More than {UnknownName.MaxCount} arguments of this call are none of this tool. Leave them out.";
        }

        var names = arguments.Select(argument => argument.Name).ToArray();
        var unknown = UnknownName.Of(name, names, given);
        if (!unknown.IsRefused)
        {
            return null;
        }

        var shown =
            name.Length <= 60 && !name.Any(char.IsControl) ? $"There is no argument {name} here" : "An argument has no name of this tool";
        return unknown.Near is { } near ? $"{shown}; did you mean {near}?"
            : names.Length == 0 ? $"{shown}: this tool takes no arguments."
            : $"{shown}. The arguments are: {string.Join(", ", names)}.";
    }
}
