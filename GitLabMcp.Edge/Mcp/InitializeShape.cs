namespace GitLabMcp.Edge.Mcp;

/// <summary>The parameters of initialize as the SDK can read them, so that no session is made for what it will refuse. It takes
/// null for each of them, but not their absence.</summary>
internal static class InitializeShape
{
    public static readonly JsonShape Capabilities = JsonShape.ObjectOrNull(
        JsonShape.Optional("experimental", JsonShape.ObjectOrNull()),
        JsonShape.Optional("roots", JsonShape.ObjectOrNull(JsonShape.Optional("listChanged", JsonShape.FlagOrNull))),
        JsonShape.Optional(
            "sampling",
            JsonShape.ObjectOrNull(
                JsonShape.Optional("context", JsonShape.ObjectOrNull()),
                JsonShape.Optional("tools", JsonShape.ObjectOrNull())
            )
        ),
        JsonShape.Optional("elicitation", JsonShape.ObjectOrNull()),
        JsonShape.Optional("extensions", JsonShape.ObjectOrNull())
    );

    public static readonly JsonShape ClientInfo = JsonShape.ObjectOrNull(
        JsonShape.Required("name", JsonShape.TextOrNull),
        JsonShape.Required("version", JsonShape.TextOrNull),
        JsonShape.Optional("title", JsonShape.TextOrNull),
        JsonShape.Optional("description", JsonShape.TextOrNull),
        JsonShape.Optional("websiteUrl", JsonShape.TextOrNull),
        JsonShape.Optional(
            "icons",
            JsonShape.ListOrNull(
                JsonShape.ObjectOrNull(
                    JsonShape.Required("src", JsonShape.TextOrNull),
                    JsonShape.Optional("mimeType", JsonShape.TextOrNull),
                    JsonShape.Optional("sizes", JsonShape.ListOrNull(JsonShape.TextOrNull)),
                    JsonShape.Optional("theme", JsonShape.TextOrNull)
                )
            )
        )
    );
}
