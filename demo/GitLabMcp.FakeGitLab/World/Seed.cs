using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GitLabMcp.Fake.World;

/// <summary>Documents of a world that are written down as JSON. In its texts `@alice` stands for that user, `@-3d` for the time three
/// days ago, `@@+3d` for the date in three days and `@#garden` for the number of that group.</summary>
internal static partial class Seed
{
    public static void Sow(GitLabWorld world, DateTimeOffset now, Stream json)
    {
        foreach (var (list, documents) in JsonNode.Parse(json)!.AsObject())
        {
            world.DocumentsOf(list).AddRange(documents!.AsArray().Select(document => Filled(world, now, document!.AsObject())));
        }
    }

    private static JsonObject Filled(GitLabWorld world, DateTimeOffset now, JsonObject document) =>
        new(document.Select(field => KeyValuePair.Create(field.Key, Filled(world, now, field.Value))));

    private static JsonNode? Filled(GitLabWorld world, DateTimeOffset now, JsonNode? node) =>
        node switch
        {
            JsonObject document => Filled(world, now, document),
            JsonArray items => new JsonArray([.. items.Select(item => Filled(world, now, item))]),
            JsonValue value when value.TryGetValue<string>(out var text) && text.StartsWith('@') => Meant(world, now, text),
            _ => node?.DeepClone(),
        };

    private static JsonNode Meant(GitLabWorld world, DateTimeOffset now, string text)
    {
        if (text.StartsWith("@#", StringComparison.Ordinal))
        {
            return world.FindNamespace(text[2..])!["id"]!.DeepClone();
        }

        if (Days().Match(text) is not { Success: true } match)
        {
            return Shapes.User(world.User(text[1..]));
        }

        var at = now.AddDays(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        return text.StartsWith("@@", StringComparison.Ordinal)
            ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : CodeShapes.Time(at);
    }

    [GeneratedRegex(@"^@@?([+-]\d+)d$")]
    private static partial Regex Days();
}
