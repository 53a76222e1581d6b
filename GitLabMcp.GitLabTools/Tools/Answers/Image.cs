namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>Images that models can look at: they come beside the text of an answer, as MCP's image content.</summary>
internal static class Image
{
    /// <summary>Above this an image is not shown.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <returns>The media type by the first bytes, whatever the name says; null for what is no such image.</returns>
    public static string? MimeTypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? "image/gif"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;

    /// <param name="fields">What the text of the answer says about the file.</param>
    public static ToolReply Reply(JsonObject fields, ReadOnlySpan<byte> bytes, string mimeType)
    {
        if (bytes.Length > MaxBytes)
        {
            return ToolReply.Refuse(
                $"The image has {bytes.Length} bytes; images of at most {MaxBytes} are shown. Open it in GitLab, or make it smaller."
            );
        }

        fields["mime_type"] = mimeType;
        fields["note"] = "The image is beside this text.";
        return ((ToolReply.Text)ToolReply.Json(fields)) with { Image = new(mimeType, bytes.ToArray()) };
    }
}
