namespace GitLabMcp.Edge.Relay;

/// <summary>Resources or templates as MCP lists them.</summary>
internal static class ResourceListJson
{
    /// <param name="address">What MCP calls the address: `uri` or `uriTemplate`.</param>
    public static RawJson Of(IEnumerable<GitLabTools.Contract.Resource> resources, string address) =>
        RawJson.Array(
            resources,
            (writer, resource) =>
            {
                writer.WriteStartObject();
                writer.WriteString(address, resource.Uri);
                writer.WriteString("name"u8, resource.Name);
                writer.WriteString("title"u8, resource.Title);
                writer.WriteString("description"u8, resource.Description);
                if (resource.MimeType.Length > 0)
                {
                    writer.WriteString("mimeType"u8, resource.MimeType);
                }

                writer.WriteEndObject();
            }
        );
}
