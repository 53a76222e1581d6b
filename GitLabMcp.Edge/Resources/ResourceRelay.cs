using System.Buffers;
using System.Text.Json;
using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Http;
using GitLabMcp.Edge.Tools;
using GitLabMcp.GitLabTools.Contract;
using Grpc.Core;
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
        var call = request.Services!.GetRequiredService<McpCall>();
        var message = new ReadResourceRequest { Uri = request.Params!.Uri, Selection = call.Tools.Selection };
        PreparedAnswer answer;
        try
        {
            var response = await gitlab.ReadResourceAsync(message, call.Metadata(), call.Deadline, ct);
            answer = response.OutcomeCase switch
            {
                ReadResourceResponse.OutcomeOneofCase.Content => new PreparedAnswer.Members(("contents", Contents(response.Content))),
                ReadResourceResponse.OutcomeOneofCase.UnknownUri => new PreparedAnswer.Error(response.UnknownUri, request.IsSessionless() ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound),
                ReadResourceResponse.OutcomeOneofCase.InvalidSelection => new PreparedAnswer.Error(response.InvalidSelection, McpErrorCode.InvalidParams),
                ReadResourceResponse.OutcomeOneofCase.Refusal => await Refusals.TellAsync(response.Refusal, desk, call, ct),
                _ => throw new InvalidOperationException("GitLabTools gave no outcome."),
            };
        }
        catch (RpcException e) when (!ct.IsCancellationRequested && Refusals.Of(e.StatusCode) is { } error)
        {
            answer = error;
        }
        catch (RpcException) when (ct.IsCancellationRequested)
        {
            // The client went away: no fault, and nobody to tell.
            throw new OperationCanceledException(ct);
        }

        answer.LeaveIn(request);
        return new ReadResourceResult();
    }

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
