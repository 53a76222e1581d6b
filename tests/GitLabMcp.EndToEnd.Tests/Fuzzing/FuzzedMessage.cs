using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitLabMcp.EndToEnd.Tests.Fuzzing;

/// <summary>A JSON-RPC message that was good until something was done to it.</summary>
/// <param name="What">What was done, for the report of a failure.</param>
/// <param name="Body">The bytes to send.</param>
/// <param name="Good">What it was; its headers are still that one's.</param>
public sealed record FuzzedMessage(string What, byte[] Body, GoodMessage Good)
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e308",
        "1e999999",
        "99999999999999999999999999",
        "-0",
        "\"\"",
        "\"x\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "[]",
        "{}",
        "[[[]]]",
        "{\"a\":{\"a\":{}}}",
        "{\"consent\":null}",
        "\"2026-07-28\"",
        "\"../../etc/passwd\"",
        new string('9', 4000),
        new string('9', 100_000),
        $"\"{new string('é', 5000)}\"",
    ];

    public static FuzzedMessage Next(Random random, GoodMessage good)
    {
        var message = good.Body;
        return random.Next(11) switch
        {
            0 => new("bytes changed", Mutate(random, message), good),
            1 => new("nested", Utf8(Replace(random, message, Nested(random))), good),
            2 => new("a member twice", Utf8(Twice(random, message)), good),
            3 => new("a batch", Utf8($"[{string.Join(',', Enumerable.Repeat(message, random.Next(4)))}]"), good),
            4 => new("cut", Utf8(message)[..random.Next(message.Length)], good),
            5 => Escaped(good),
            _ => new("a value replaced", Utf8(Replace(random, message, Values[random.Next(Values.Length)])), good),
        };
    }

    /// <summary>The message with null in the place of one value, or without it.</summary>
    public static IEnumerable<FuzzedMessage> Nulls(GoodMessage good)
    {
        for (var spot = 0; spot < Spots(JsonNode.Parse(good.Body)!).Length; spot++)
        {
            foreach (var isLeftOut in (bool[])[false, true])
            {
                var root = JsonNode.Parse(good.Body)!;
                var value = Spots(root)[spot];
                var place = value.GetPath();
                if (!isLeftOut)
                {
                    value.ReplaceWith<JsonNode?>(null);
                }
                else if (value.Parent is JsonArray list)
                {
                    list.Remove(value);
                }
                else
                {
                    value.Parent!.AsObject().Remove(value.GetPropertyName());
                }

                yield return new($"{place} {(isLeftOut ? "left out" : "null")}", Utf8(root.ToJsonString()), good);
            }
        }
    }

    /// <summary>The message with half a character in the place of one value: JSON, but not text.</summary>
    public static IEnumerable<FuzzedMessage> Halves(GoodMessage good)
    {
        for (var spot = 0; spot < Spots(JsonNode.Parse(good.Body)!).Length; spot++)
        {
            var root = JsonNode.Parse(good.Body)!;
            var value = Spots(root)[spot];
            var place = value.GetPath();
            value.ReplaceWith("~here~");
            yield return new(
                $"half a character at {place}",
                Utf8(root.ToJsonString().Replace("~here~", "\\ud800", StringComparison.Ordinal)),
                good
            );
        }
    }

    /// <summary>The message with one member twice, the second time with its name escaped: each member of each object that
    /// belongs to the parameters or to the message itself.</summary>
    public static IEnumerable<FuzzedMessage> Doubles(GoodMessage good)
    {
        var root = JsonNode.Parse(good.Body)!;
        var objects = root["params"] is { } parameters ? Spots(parameters).Prepend(parameters).OfType<JsonObject>() : [];
        foreach (var (name, value) in objects.Prepend(root.AsObject()).SelectMany(one => one).ToArray())
        {
            var parent = value!.Parent!.AsObject();
            parent["~again~"] = value.DeepClone();
            var body = root.ToJsonString().Replace("~again~", Escape(name), StringComparison.Ordinal);
            parent.Remove("~again~");
            yield return new($"{value.GetPath()} twice", Utf8(body), good);
        }
    }

    /// <summary>The same message with the names of all its members escaped.</summary>
    public static FuzzedMessage Escaped(GoodMessage good) => new("names escaped", Utf8(EscapeNames(JsonNode.Parse(good.Body))), good);

    private static string EscapeNames(JsonNode? node) =>
        node switch
        {
            JsonObject members =>
                $"{{{string.Join(',', members.Select(member => $"\"{Escape(member.Key)}\":{EscapeNames(member.Value)}"))}}}",
            JsonArray items => $"[{string.Join(',', items.Select(EscapeNames))}]",
            _ => node?.ToJsonString() ?? "null",
        };

    private static string Escape(string name) => string.Concat(name.Select(letter => $"\\u{(int)letter:x4}"));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Mutate(Random random, string message)
    {
        var bytes = Utf8(message);
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"{}[]\":,0n\\ "[random.Next(11)];
        }

        return bytes;
    }

    private static string Nested(Random random)
    {
        var depth = random.Next(1, random.Next(2) == 0 ? 80 : 100_000);
        return random.Next(2) == 0
            ? new string('[', depth) + new string(']', depth)
            : new StringBuilder().Insert(0, "{\"a\":", depth).Append('1').Append('}', depth).ToString();
    }

    /// <summary>Puts raw JSON in the place of one value, anywhere in the message, but more often among the parameters.</summary>
    private static string Replace(Random random, string message, string value)
    {
        const string place = "\"~here~\"";
        var root = JsonNode.Parse(message)!;
        var spots = Spots(random.Next(2) == 0 && root["params"] is { } parameters && Spots(parameters).Length > 0 ? parameters : root);
        spots[random.Next(spots.Length)].ReplaceWith("~here~");
        return root.ToJsonString(JsonSerializerOptions.Default).Replace(place, value, StringComparison.Ordinal);
    }

    private static string Twice(Random random, string message)
    {
        var root = JsonNode.Parse(message)!;
        var spots = Spots(root).Prepend(root).OfType<JsonObject>().Where(node => node.Count > 0).ToArray();
        var parent = spots[random.Next(spots.Length)];
        var (key, value) = parent.ElementAt(random.Next(parent.Count));
        var copy = random.Next(2) == 0 ? value?.ToJsonString() ?? "null" : Values[random.Next(Values.Length)];
        parent["~again~"] = "~here~";
        return root.ToJsonString(JsonSerializerOptions.Default)
            .Replace("\"~again~\":\"~here~\"", $"\"{key}\":{copy}", StringComparison.Ordinal);
    }

    /// <summary>Every value inside this one.</summary>
    private static JsonNode[] Spots(JsonNode root)
    {
        IEnumerable<JsonNode?> inside = root switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        return [.. inside.OfType<JsonNode>().SelectMany(value => (JsonNode[])[value, .. Spots(value)])];
    }
}
