using GitLabMcp.Edge.Admission;

namespace GitLabMcp.Edge.OAuth;

/// <summary>What clients read to find out how to sign in: RFC 9728 and RFC 8414.</summary>
internal sealed class MetadataEndpoints(EdgeSettings settings, GitLabInstances instances)
{
    private readonly OAuthSettings _settings = settings.OAuth;

    /// <summary>This server as the resource that tokens are for.</summary>
    public Task WriteResourceAsync(HttpContext context) =>
        WriteAsync(
            context,
            json =>
            {
                json.WriteString("resource"u8, _settings.ServerUrl + OAuthPaths.Mcp);
                WriteArray(
                    json,
                    "authorization_servers",
                    _settings.Mode == OAuthMode.Server ? _settings.ServerUrl! : instances.OperatorsWebUrl
                );
                WriteArray(json, "scopes_supported", [.. _settings.Scopes]);
                WriteArray(json, "bearer_methods_supported", "header");
                json.WriteString("resource_name"u8, "GitLabMcp for " + new Uri(instances.OperatorsWebUrl).Authority);
            }
        );

    /// <summary>This server as the one that gives out tokens.</summary>
    public Task WriteServerAsync(HttpContext context) =>
        WriteAsync(
            context,
            json =>
            {
                var url = _settings.ServerUrl!;
                json.WriteString("issuer"u8, url);
                json.WriteString("authorization_endpoint"u8, url + OAuthPaths.Authorize);
                json.WriteString("token_endpoint"u8, url + OAuthPaths.Token);
                json.WriteString("registration_endpoint"u8, url + OAuthPaths.Register);
                json.WriteString("revocation_endpoint"u8, url + OAuthPaths.Revoke);
                WriteArray(json, "response_types_supported", "code");
                WriteArray(json, "response_modes_supported", "query");
                WriteArray(json, "grant_types_supported", "authorization_code", "refresh_token");
                WriteArray(json, "code_challenge_methods_supported", "S256");
                WriteArray(json, "token_endpoint_auth_methods_supported", "none");
                WriteArray(json, "revocation_endpoint_auth_methods_supported", "none");
                WriteArray(json, "scopes_supported", [.. _settings.Scopes]);
                json.WriteBoolean("client_id_metadata_document_supported"u8, true);
                json.WriteBoolean("authorization_response_iss_parameter_supported"u8, true);
            }
        );

    private static Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> members)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        var document = ReadableJson.Write(json =>
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        });
        return ErrorBody.WriteAsync(context, StatusCodes.Status200OK, document);
    }

    private static void WriteArray(Utf8JsonWriter json, string name, params string[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
