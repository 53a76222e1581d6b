using GitLabMcp.Edge.Admission;
using GitLabMcp.ServiceDefaults;

namespace GitLabMcp.Edge.Pages;

/// <summary>GET /.well-known/mcp/server-card.json says what this server is and how it is reached, without a token, for catalogues and
/// gateways. The form is that of SEP-2127, which is a draft.</summary>
internal sealed class ServerCard(ServerAddress address, EdgeSettings settings, GitLabInstances instances)
{
    public const string Path = "/.well-known/mcp/server-card.json";

    private const string Schema = "https://static.modelcontextprotocol.io/schemas/v2/server-card.schema.json";

    public Task WriteAsync(HttpContext context)
    {
        var url = address.Of(context.Request);
        context.Response.Headers.CacheControl = "no-cache";
        return ErrorBody.WriteAsync(
            context,
            StatusCodes.Status200OK,
            ReadableJson.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("$schema"u8, Schema);
                json.WriteString("name"u8, "io.github.gitlab-mcp/gitlab-mcp");
                json.WriteString("version"u8, ProductVersion.Text);
                json.WriteString("title"u8, "GitLab");
                json.WriteString("description"u8, "Tools for GitLab that run as the user who calls them.");
                json.WriteString("websiteUrl"u8, url + "/");
                WriteIcon(json, url);
                WriteRemote(json, url);
                json.WriteEndObject();
            })
        );
    }

    private static void WriteIcon(Utf8JsonWriter json, string url)
    {
        json.WriteStartArray("icons"u8);
        json.WriteStartObject();
        json.WriteString("src"u8, url + ServerIcon.Path);
        json.WriteString("mimeType"u8, ServerIcon.MimeType);
        json.WriteStartArray("sizes"u8);
        json.WriteStringValue(ServerIcon.Size);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteRemote(Utf8JsonWriter json, string url)
    {
        json.WriteStartArray("remotes"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "streamable-http");
        json.WriteString("url"u8, url + OAuthPaths.Mcp);
        if (settings.RemoteAuthorization && settings.OAuth.Mode == OAuthMode.Off)
        {
            WriteTokenHeader(json);
        }

        json.WriteStartArray("supportedProtocolVersions"u8);
        foreach (var version in McpVersion.Supported)
        {
            json.WriteStringValue(version);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteTokenHeader(Utf8JsonWriter json)
    {
        json.WriteStartArray("headers"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, "Authorization");
        json.WriteString("value"u8, "Bearer {gitlab_token}");
        json.WriteBoolean("isRequired"u8, true);
        json.WriteStartObject("variables"u8);
        json.WriteStartObject("gitlab_token"u8);
        json.WriteString("description"u8, $"A token of {new Uri(instances.OperatorsWebUrl).Authority} with the scope api or read_api.");
        json.WriteBoolean("isRequired"u8, true);
        json.WriteBoolean("isSecret"u8, true);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
