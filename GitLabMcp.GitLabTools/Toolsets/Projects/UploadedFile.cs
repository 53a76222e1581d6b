using System.Text;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>A file in a form, as RFC 7578 and browsers write it: names beyond ASCII in plain UTF-8 and quotes as %22. .NET's own form
/// adds `filename*`, which RFC 7578 forbids.</summary>
internal static class UploadedFile
{
    public static MultipartContent Form(string filename, byte[] bytes)
    {
        var name = filename
            .Replace("\"", "%22", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);
        var file = new ByteArrayContent(bytes);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name}\"");
        return new MultipartContent("form-data") { HeaderEncodingSelector = (_, _) => Encoding.UTF8 }.With(file);
    }

    private static MultipartContent With(this MultipartContent form, HttpContent part)
    {
        form.Add(part);
        return form;
    }
}
