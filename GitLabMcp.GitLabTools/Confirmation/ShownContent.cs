using System.Net;
using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Confirmation;

/// <summary>A body that says little to a person as it is sent: a plan tells it by other fields.</summary>
internal sealed class ShownContent : HttpContent
{
    private readonly HttpContent _sent;

    public ShownContent(HttpContent sent, JsonObject whole, JsonObject body)
    {
        (_sent, Json, Body) = (sent, whole, body);
        Headers.ContentType = sent.Headers.ContentType;
    }

    /// <summary>Never cut.</summary>
    public JsonObject Json { get; }

    /// <summary>Its long texts by their beginning.</summary>
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
