namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>A file from GitLab as a model reads it: a text in windows, an image to look at, any other file as base64
/// when it is small.</summary>
internal static class FileAnswer
{
    private const int MostBinaryBytes = 60_000;
    private const int WindowLength = 20_000;

    /// <param name="offset">The character at which the window of a long text starts. The tool has the argument offset.</param>
    public static ToolReply Of(GitLabReply reply, string filename, int offset) => reply.Then(answer => Of(answer, filename, offset));

    private static ToolReply Of(GitLabAnswer answer, string filename, int offset)
    {
        var bytes = answer.Body.Span;
        var file = new JsonObject
        {
            ["filename"] = filename,
            ["content_type"] = answer.ContentType,
            ["size"] = bytes.Length,
        };
        if (FileText.Read(bytes.ToArray()) is { } text)
        {
            if (text.Encoding is { } encoding)
            {
                file["encoding"] = encoding;
            }

            file["text"] = TextWindow.Of(text.Text, offset, WindowLength, canGoOn: true);
        }
        else if (Image.MimeTypeOf(bytes) is { } mimeType)
        {
            return Image.Reply(file, bytes, mimeType);
        }
        else if (bytes.Length <= MostBinaryBytes)
        {
            file["base64"] = Convert.ToBase64String(bytes);
        }
        else
        {
            return ToolReply.Refuse(
                $"The file is no text and has {bytes.Length} bytes; at most {MostBinaryBytes} are shown. Open it in GitLab."
            );
        }

        return ToolReply.Json(file);
    }
}
