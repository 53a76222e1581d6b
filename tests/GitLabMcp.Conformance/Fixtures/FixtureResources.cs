using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GitLabMcp.Conformance.Fixtures;

/// <summary>The resources that the suite reads.</summary>
[McpServerResourceType]
internal static class FixtureResources
{
    [McpServerResource(UriTemplate = "test://static-text", Name = "static_text", MimeType = "text/plain"), Description("A text.")]
    public static string Text() => "This is the content of the static text resource.";

    [McpServerResource(UriTemplate = "test://static-binary", Name = "static_binary", MimeType = "image/png"), Description("An image.")]
    public static ResourceContents Binary() => BlobResourceContents.FromBytes(Samples.Png, "test://static-binary", "image/png");

    [
        McpServerResource(UriTemplate = "test://watched-resource", Name = "watched", MimeType = "text/plain"),
        Description("A text to subscribe to.")
    ]
    public static string Watched() => "This never changes.";

    [
        McpServerResource(UriTemplate = "test://template/{id}/data", Name = "template", MimeType = "application/json"),
        Description("Data by id.")
    ]
    public static string Template(string id) => $$"""{"id":"{{id}}","templateTest":true,"data":"Data for ID: {{id}}"}""";
}
