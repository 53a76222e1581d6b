using static GitLabMcp.Edge.Mcp.JsonShape;

namespace GitLabMcp.Edge.Mcp;

/// <summary>The parameters of initialize as the SDK can read them, so that no session is made for what it will refuse. It takes
/// null for each of them, but not their absence.</summary>
internal static class InitializeShape
{
    public static readonly JsonShape Capabilities = ObjectOrNull(
        Optional("experimental", ObjectOrNull()),
        Optional("roots", ObjectOrNull(Optional("listChanged", FlagOrNull))),
        Optional("sampling", ObjectOrNull(Optional("context", ObjectOrNull()), Optional("tools", ObjectOrNull()))),
        Optional("elicitation", ObjectOrNull()),
        Optional("extensions", ObjectOrNull())
    );

    public static readonly JsonShape ClientInfo = ObjectOrNull(
        Required("name", TextOrNull),
        Required("version", TextOrNull),
        Optional("title", TextOrNull),
        Optional("description", TextOrNull),
        Optional("websiteUrl", TextOrNull),
        Optional(
            "icons",
            ListOrNull(
                ObjectOrNull(
                    Required("src", TextOrNull),
                    Optional("mimeType", TextOrNull),
                    Optional("sizes", ListOrNull(TextOrNull)),
                    Optional("theme", TextOrNull)
                )
            )
        )
    );
}
