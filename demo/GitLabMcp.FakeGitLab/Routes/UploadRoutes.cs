using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes;

/// <summary>Files that descriptions and comments point to.</summary>
internal static class UploadRoutes
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "projects/:id/uploads/:secret/:filename",
                call =>
                    call.Project is { } project && project.Uploads.TryGetValue($"{call["secret"]}/{call["filename"]}", out var upload)
                        ? new Answer(200, upload.Bytes, upload.ContentType)
                        : Answer.NotFound()
            )
            .Post(
                "projects/:id/uploads",
                call =>
                {
                    if (call.Project is not { } project)
                    {
                        return Answer.NotFound("Project");
                    }

                    if (FilePart(call) is not var (filename, bytes))
                    {
                        return Answer.Json(new JsonObject { ["error"] = "file is missing" }, 400);
                    }

                    project.WithUpload(Secret, filename, bytes, "application/octet-stream");
                    var url = $"/uploads/{Secret}/{filename}";
                    return Answer.Json(
                        new JsonObject
                        {
                            ["id"] = call.World.NextId(),
                            ["alt"] = filename,
                            ["url"] = url,
                            ["full_path"] = $"/-/project/{project.Id}{url}",
                            ["markdown"] = $"[{filename}]({url})",
                        },
                        201
                    );
                }
            );

    /// <summary>A name in quotes, in plain UTF-8 and with %22 for a quote, as Rack reads it.</summary>
    private static string Named(string latin1) =>
        Uri.UnescapeDataString(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin1.Split([';', '\r'])[0].Trim('"'))));

    /// <summary>The one part of a multipart body, e.g.
    /// `--b CRLF Content-Disposition: form-data; name=file; filename="a.txt" CRLF CRLF text CRLF --b--`.</summary>
    private static (string Filename, byte[] Bytes)? FilePart(Call call)
    {
        if (call.ContentType.Split("boundary=") is not [_, var quoted])
        {
            return null;
        }

        // Latin-1 keeps every byte as one character.
        var text = Encoding.Latin1.GetString(call.Body);
        var start = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        var end = text.IndexOf($"\r\n--{quoted.Trim('"')}", start, StringComparison.Ordinal);
        var named = text[..start].Split("filename=");
        return named.Length < 2 || end < 0 ? null : (Named(named[1]), Encoding.Latin1.GetBytes(text[start..end]));
    }
}
