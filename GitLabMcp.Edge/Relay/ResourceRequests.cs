using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>MCP's resources/read, as GitLabTools answers it.</summary>
internal sealed class ResourceRequests(GitLabToolsClient gitlab, SessionsGateway gateway)
{
    public async ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken ct)
    {
        await ReadOnlyCalls.AskAsync(
            request,
            async (call, options) =>
            {
                var message = new ReadResourceRequest { Uri = request.Params!.Uri, Selection = call.Tools.Selection };
                var response = await ProgressNotifications.AskAsync(
                    message,
                    gitlab.ReadResourceAsync,
                    gitlab.ReadResourceWithProgress,
                    ProgressNotifications.For(request),
                    options
                );
                await gateway.ReportWaitsAsync(call, response.Waits, ct);
                return response.OutcomeCase switch
                {
                    ReadResourceResponse.OutcomeOneofCase.Content => new ResultOverride.Members(("contents", Contents(response.Content))),
                    ReadResourceResponse.OutcomeOneofCase.UnknownUri => new ResultOverride.Error(response.UnknownUri, NotFound(request)),
                    ReadResourceResponse.OutcomeOneofCase.InvalidSelection => new ResultOverride.Error(
                        response.InvalidSelection,
                        McpErrorCode.InvalidParams
                    ),
                    ReadResourceResponse.OutcomeOneofCase.Refusal when response.Refusal.NotFound => (
                        await RefusalErrors.ToErrorAsync(response.Refusal, gateway, call, ct)
                    ) with
                    {
                        Code = NotFound(request),
                    },
                    ReadResourceResponse.OutcomeOneofCase.Refusal => await RefusalErrors.ToErrorAsync(response.Refusal, gateway, call, ct),
                    _ => throw new InvalidOperationException("GitLabTools gave no outcome."),
                };
            },
            ct
        );
        return new ReadResourceResult();
    }

    /// <summary>2026-07-28 has no code of its own for it any more.</summary>
    private static McpErrorCode NotFound(MessageContext request) =>
        McpVersion.IsSessionless(request) ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound;

    private static RawJson Contents(ResourceContent content) =>
        new(
            ReadableJson.Write(
                content.Text.Length + content.Blob.Length + 256,
                writer =>
                {
                    writer.WriteStartArray();
                    Write(writer, content);
                    if (content.Note.Length > 0 && content.Next.Length > 0)
                    {
                        WriteNote(writer, content);
                    }

                    writer.WriteEndArray();
                }
            )
        );

    /// <summary>`{"uri":"gitlab://…","mimeType":"text/plain","text":"…",
    /// "_meta":{"untrusted":true,"note":"Characters 0 to 100 of 150.","next":"gitlab://…?offset=100"}}`.</summary>
    public static void Write(Utf8JsonWriter writer, ResourceContent content)
    {
        writer.WriteStartObject();
        writer.WriteString("uri"u8, content.Uri);
        writer.WriteString("mimeType"u8, content.MimeType);
        if (content.DataCase == ResourceContent.DataOneofCase.Blob)
        {
            writer.WriteString("blob"u8, content.Blob);
        }
        else
        {
            writer.WriteString("text"u8, content.Text);
        }

        if (content.Untrusted || content.Note.Length > 0 || content.Next.Length > 0)
        {
            writer.WriteStartObject("_meta"u8);
            if (content.Untrusted)
            {
                writer.WriteBoolean("untrusted"u8, true);
            }

            if (content.Note.Length > 0)
            {
                writer.WriteString("note"u8, content.Note);
            }

            if (content.Next.Length > 0)
            {
                writer.WriteString("next"u8, content.Next);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>For clients that show texts and no more: that there is more, as a content of its own, so that the text stays what it is.
    /// Nothing is read by an address with a fragment, so nobody takes it for another content.</summary>
    private static void WriteNote(Utf8JsonWriter writer, ResourceContent content)
    {
        writer.WriteStartObject();
        writer.WriteString("uri"u8, content.Uri + "#note");
        writer.WriteString("mimeType"u8, "text/plain"u8);
        writer.WriteString("text"u8, $"{content.Note} There is more: {content.Next}");
        writer.WriteEndObject();
    }
}
