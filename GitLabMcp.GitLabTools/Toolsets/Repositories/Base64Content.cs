using System.Buffers.Text;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Checks contents in base64 before they are sent. GitLab decodes what is no base64 too, and writes something else.</summary>
internal static class Base64Content
{
    /// <param name="argument">The name of the argument that has the text.</param>
    /// <returns>Null when the text is base64.</returns>
    public static ToolReply? Refusal(string argument, string text) =>
        Base64.IsValid(text) ? null
        : text.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
            ? ToolReply.Refuse($"{argument} begins with data: and so is no base64. Send only what follows base64, in it. Nothing was sent.")
        : ToolReply.Refuse($"{argument} is not valid base64. Encode the bytes of the file again, or send it as text. Nothing was sent.");
}
