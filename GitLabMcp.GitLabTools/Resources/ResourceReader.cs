using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Tools.Calling;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Resources;

/// <summary>Reads resources by calling tools, so that every limit of a tool also holds for the resources that it reads.</summary>
internal sealed partial class ResourceReader(ToolCatalogue catalog, ToolCaller caller)
{
    /// <summary>The resources that can be read within a valid selection.</summary>
    public IEnumerable<Resource> List(Wire.ToolSelection? selection) =>
        AllResources.List.Where(resource => catalog.Has(resource.Tool, selection));

    public async Task<ResourceReply> ReadAsync(string uri, Wire.ToolSelection? selection, CallerGitLab gitlab, CancellationToken ct)
    {
        return AllResources.Find(uri) switch
        {
            ResourceMatch.Found found => await ReadAsync(uri, found.Resource, found.Values, selection, gitlab, ct),
            ResourceMatch.Unknown unknown => new ResourceReply.Unknown(unknown.Sentence),
            _ => throw new InvalidOperationException("An address has another outcome."),
        };
    }

    private async Task<ResourceReply> ReadAsync(
        string uri,
        Resource resource,
        IReadOnlyDictionary<string, string> values,
        Wire.ToolSelection? selection,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        var search = catalog.Find(resource.Tool, selection);
        if (search is not ToolSearch<BoundTool>.Found { Tool: var tool })
        {
            return search is ToolSearch<BoundTool>.InvalidSelection invalid
                ? new ResourceReply.InvalidSelection(invalid.Sentence)
                : new ResourceReply.Unknown(
                    $"This address is not offered here: the tool {resource.Tool}, which reads it, is left out by the operator's settings "
                        + "or this request's selection."
                );
        }

        return await caller.CallAsync(
            tool,
            Arguments(tool, values),
            new ToolContext(gitlab, Confirmation.Consent.None, new ReachableTools(catalog, selection, caller)),
            ct
        ) switch
        {
            ToolReply.Text text => Content(resource, uri, values, text),
            ToolReply.Refused refused => new ResourceReply.Refused(refused),
            _ => throw new InvalidOperationException("A tool called without a confirmation gave neither a text nor a refusal."),
        };
    }

    /// <summary>The tool's arguments as JSON. An address has texts only, and writes a list with commas.</summary>
    private static byte[] Arguments(BoundTool tool, IReadOnlyDictionary<string, string> values)
    {
        using var buffer = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(buffer, ToolJson.Writer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in values)
            {
                json.WritePropertyName(name);
                var type = tool.Arguments.Find(name)!.Type;
                if (type.IsArray)
                {
                    JsonSerializer.Serialize(json, value.Split(',', StringSplitOptions.TrimEntries), ToolJson.Options);
                }
                else if (bool.TryParse(value, out var flag) && (Nullable.GetUnderlyingType(type) ?? type) == typeof(bool))
                {
                    json.WriteBooleanValue(flag);
                }
                else
                {
                    // An empty text would count as not given.
                    json.WriteStringValue(
                        value.Length == 0 && (Nullable.GetUnderlyingType(type) ?? type) == typeof(FolderPath) ? "/" : value
                    );
                }
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static ResourceReply.Content Content(
        Resource resource,
        string uri,
        IReadOnlyDictionary<string, string> values,
        ToolReply.Text reply
    )
    {
        if (reply.Image is { } image)
        {
            return new(uri, image.MimeType, Convert.ToBase64String(image.Bytes), IsBase64: true) { IsUntrusted = true };
        }

        string? Next(string? offset) =>
            offset is null ? null : UriTemplate.Fill(resource.Uri, name => name == "offset" ? offset : values.GetValueOrDefault(name));

        var window = reply.Window;
        var next = Next(window is { } part && part.End < part.Total ? part.End.ToString(CultureInfo.InvariantCulture) : null);
        if (resource.TextField is { } field)
        {
            var json = JsonElement.Parse(Encoding.UTF8.GetBytes(reply.Content));
            var path = values.GetValueOrDefault("file_path", "");
            if (json.TryGetProperty(field, out var text))
            {
                // A program may parse the text, so it is exactly what GitLab has. Remarks of the tool stand in fields of their own.
                var note =
                    json.TryGetProperty("note"u8, out var lines) ? lines.GetString()
                    : window is { } shown ? $"Characters {shown.Start} to {shown.End} of {shown.Total}."
                    : null;
                return new(
                    uri,
                    resource.MimeType ?? MimeTypes.Of(path, isText: true),
                    window is { Length: var length } ? text.GetString()![..length] : text.GetString()!,
                    IsBase64: false
                )
                {
                    IsUntrusted = true,
                    Note = note,
                    Next =
                        next ?? Next(note is not null && Offset().Match(note) is { Success: true } offset ? offset.Groups[1].Value : null),
                };
            }

            if (json.TryGetProperty("base64"u8, out var bytes))
            {
                return new(uri, MimeTypes.Of(path, isText: false), bytes.GetString()!, IsBase64: true) { IsUntrusted = true };
            }
        }

        return new(uri, "application/json", reply.Content, IsBase64: false) { Next = next };
    }

    /// <summary>`Lines 2 to 3 of 3. For earlier ones: offset=2.`</summary>
    [GeneratedRegex(@"offset=(\d+)")]
    private static partial Regex Offset();
}
