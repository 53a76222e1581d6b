using System.Net;

namespace GitLabMcp.GitLabTools.Confirmation;

/// <summary>A request body that a dry run shows by other fields than it is sent with, because people could not read it.</summary>
internal sealed class ShownContent : HttpContent
{
    private readonly HttpContent _sent;

    public ShownContent(HttpContent sent, JsonObject whole, JsonObject body)
    {
        (_sent, Json, Body) = (sent, whole, body);
        Headers.ContentType = sent.Headers.ContentType;
    }

    /// <summary>Shown uncut.</summary>
    public JsonObject Json { get; }

    /// <summary>Shown with long texts cut.</summary>
    public JsonObject Body { get; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _sent.CopyToAsync(stream, context);

    protected override bool TryComputeLength(out long length)
    {
        length = _sent.Headers.ContentLength ?? 0;
        return _sent.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sent.Dispose();
        }

        base.Dispose(disposing);
    }
}
