using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>Arguments as GitLab takes them in a query.</summary>
internal static class ArgumentText
{
    /// <summary>A scalar, not yet escaped: dates as ISO 8601, enums by their JSON name.</summary>
    public static string Of(object value) =>
        value switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            int number => number.ToString(CultureInfo.InvariantCulture),
            long number => number.ToString(CultureInfo.InvariantCulture),
            IPathSegment segment => segment.Text,
            UserName name => name.Text,
            _ => JsonSerializer.Serialize(value, value.GetType(), ToolJson.Options).Trim('"'),
        };

    private static void AppendField(StringBuilder query, ToolArgument argument, JsonProperty field, ref char separator)
    {
        var name = $"{argument.SentAs}[{Uri.EscapeDataString(field.Name)}]";
        List<string> texts = [field.Value.ToString()];
        if (field.Value.ValueKind == JsonValueKind.Array)
        {
            texts = [.. field.Value.EnumerateArray().Select(one => one.ToString())];
            (name, texts) = IsCommaJoined(argument.TypeInfo, field.Name) ? (name, [string.Join(',', texts)]) : (name + "[]", texts);
        }

        foreach (var text in texts)
        {
            query.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(text));
            separator = '&';
        }
    }

    private static bool IsCommaJoined(JsonTypeInfo type, string field) =>
        type.Properties.FirstOrDefault(property => property.Name == field)?.AssociatedParameter?.AttributeProvider is { } parameter
        && parameter.IsDefined(typeof(CommaJoinedAttribute), inherit: false);

    public static string Joined(IEnumerable values) => string.Join(',', values.Cast<object>().Select(Of));

    /// <summary>Appends `name=value`, `name[]=a&amp;name[]=b`, or `name[key]=value` and `name[key][]=value` for an object; everything is
    /// escaped, the `+` of a time zone too.</summary>
    public static void AppendQuery(StringBuilder query, ToolArgument argument, object value, ref char separator)
    {
        if (argument.TypeInfo.Kind is JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary)
        {
            foreach (var property in JsonSerializer.SerializeToElement(value, argument.TypeInfo).EnumerateObject())
            {
                AppendField(query, argument, property, ref separator);
            }

            return;
        }

        if (value is IEnumerable many and not string && !argument.IsCommaJoined)
        {
            foreach (var one in many)
            {
                query.Append(separator).Append(argument.SentAs).Append("[]=").Append(Uri.EscapeDataString(Of(one)));
                separator = '&';
            }

            return;
        }

        query
            .Append(separator)
            .Append(argument.SentAs)
            .Append('=')
            .Append(Uri.EscapeDataString(value is IEnumerable list and not string ? Joined(list) : Of(value)));
        separator = '&';
    }
}
