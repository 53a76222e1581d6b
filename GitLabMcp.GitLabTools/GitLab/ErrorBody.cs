using System.Text;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>What the body of an error of GitLab says.</summary>
/// <param name="Reason">Empty when it says nothing.</param>
/// <param name="Scope">The scope that the token lacks; null when it does not lack one.</param>
internal sealed record ErrorBody(string Reason, string? Scope)
{
    /// <summary>GitLab's API sent it, as an answer to a route that it knows. Something before GitLab answers in text or with a page,
    /// and GitLab itself answers `{"error":"404 Not Found"}` for a route that it does not know.</summary>
    public bool IsOfKnownRoute { get; private init; }

    /// <summary>The reason where a web page came.</summary>
    public const string Page = "a web page instead of an answer of the API, perhaps from a proxy or a login page";

    // A body that is not JSON is shown as text, and a longer one would be cut anyway.
    private const int MaxTextBytes = 800;

    /// <summary>Whether it is an object in JSON, as all errors of GitLab's API are. A 404 must say so too, as GitLab's does also for a
    /// route that it does not know: many other servers answer 404 in JSON, in other words.</summary>
    public static bool IsOfApi(int status, ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && (status != 404 || Of(contentType: null, body).Reason.StartsWith("404", StringComparison.Ordinal));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static ErrorBody Of(string? contentType, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return new("", Scope: null);
        }

        if (body.TrimStart(" \t\r\n"u8) is [(byte)'<', ..])
        {
            return new(Page, Scope: null);
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return new(Flat(root), Scope: null);
            }

            var scope = root.TryGetProperty("scope"u8, out var named) ? Flat(named) : null;
            foreach (var name in (ReadOnlySpan<string>)["message", "error_description", "error", "errors"])
            {
                if (root.TryGetProperty(name, out var value) && Flat(value) is { Length: > 0 } text)
                {
                    return new(text, scope) { IsOfKnownRoute = name != "error" || text != "404 Not Found" };
                }
            }

            return new("", scope);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Truncated, not JSON, or JSON with a text that is not valid (half a surrogate pair).
            return contentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
                ? new(Page, Scope: null)
                : new(Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxTextBytes)]), Scope: null);
        }
    }

    /// <summary>{"title":["is too long","is blank"]} reads `title is too long, is blank`.</summary>
    private static string Flat(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Array => string.Join(", ", element.EnumerateArray().Select(Flat)),
            JsonValueKind.Object when element.TryGetProperty("message"u8, out var message) && message.ValueKind == JsonValueKind.String =>
                message.GetString()!,
            JsonValueKind.Object => string.Join(
                "; ",
                element.EnumerateObject().Select(property => $"{property.Name} {Flat(property.Value)}")
            ),
            JsonValueKind.Null => "",
            _ => element.GetRawText(),
        };
}
