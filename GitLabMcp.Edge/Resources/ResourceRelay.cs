using System.Buffers;
using System.Text.Json;
using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Http;
using GitLabMcp.Edge.Tools;
using GitLabMcp.GitLabTools.Contract;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using GitLabToolsClient = GitLabMcp.GitLabTools.Contract.GitLabTools.GitLabToolsClient;

namespace GitLabMcp.Edge.Resources;

/// <summary>MCP's resources/read, as GitLabTools answers it.</summary>
internal sealed class ResourceRelay(GitLabToolsClient gitlab, AdmissionDesk desk)
{
    public async ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken ct)
    {
        await ReadRelay.AskAsync(request, async (call, options) =>
        {
            var message = new ReadResourceRequest { Uri = request.Params!.Uri, Selection = call.Tools.Selection };
            var response = await ProgressRelay.AskAsync(request, message, gitlab.ReadResourceAsync, gitlab.ReadResourceWithProgress, options);
            return response.OutcomeCase switch
            {
                ReadResourceResponse.OutcomeOneofCase.Content => new PreparedAnswer.Members(("contents", Contents(response.Content))),
                ReadResourceResponse.OutcomeOneofCase.UnknownUri => new PreparedAnswer.Error(response.UnknownUri, NotFound(request)),
                ReadResourceResponse.OutcomeOneofCase.InvalidSelection => new PreparedAnswer.Error(response.InvalidSelection, McpErrorCode.InvalidParams),
                ReadResourceResponse.OutcomeOneofCase.Refusal when response.Refusal.FoundNothing => (await Refusals.TellAsync(response.Refusal, desk, call, ct)) with { Code = NotFound(request) },
                ReadResourceResponse.OutcomeOneofCase.Refusal => await Refusals.TellAsync(response.Refusal, desk, call, ct),
                _ => throw new InvalidOperationException("GitLabTools gave no outcome."),
            };
        }, ct);
        return new ReadResourceResult();
    }

    /// <summary>2026-07-28 has no code of its own for it any more.</summary>
    private static McpErrorCode NotFound(MessageContext request) => request.IsSessionless() ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound;

    private static RawJson Contents(ResourceContent content)
    {
        var json = new ArrayBufferWriter<byte>(content.Text.Length + content.Blob.Length + 256);
        using (var writer = new Utf8JsonWriter(json, ErrorBody.Readable))
        {
            writer.WriteStartArray();
            Write(writer, content);
            writer.WriteEndArray();
        }

        return new RawJson(json.WrittenMemory);
    }

    /// <summary>`{"uri":"gitlab://…","mimeType":"text/plain","text":"…","_meta":{"untrusted":true}}`.</summary>
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

        if (content.Untrusted)
        {
            writer.WriteStartObject("_meta"u8);
            writer.WriteBoolean("untrusted"u8, true);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
