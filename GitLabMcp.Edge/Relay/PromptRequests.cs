using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>MCP's prompts/get, as GitLabTools answers it.</summary>
internal sealed class PromptRequests(GitLabToolsClient gitlab, SessionsGateway gateway)
{
    public async ValueTask<GetPromptResult> GetAsync(RequestContext<GetPromptRequestParams> request, CancellationToken ct)
    {
        var result = new GetPromptResult();
        await ReadOnlyCalls.AskAsync(
            request,
            async (call, options) =>
            {
                var message = new GetPromptRequest
                {
                    Name = request.Params!.Name,
                    Arguments = call.Arguments,
                    Selection = call.Tools.Selection,
                };
                var response = await ProgressNotifications.AskAsync(
                    message,
                    gitlab.GetPromptAsync,
                    gitlab.GetPromptWithProgress,
                    ProgressNotifications.For(request),
                    options
                );
                await gateway.ReportWaitsAsync(call, response.Waits, ct);
                switch (response.OutcomeCase)
                {
                    case GetPromptResponse.OutcomeOneofCase.Messages:
                        RequestSpan.DescribePrompt(call.Span, message.Name);
                        result.Description = response.Messages.Description;
                        return new ResultOverride.Members(("messages", RawJson.Array(response.Messages.Messages, Write)));
                    case GetPromptResponse.OutcomeOneofCase.UnknownPrompt:
                        return new ResultOverride.Error(response.UnknownPrompt, McpErrorCode.InvalidParams);
                    case GetPromptResponse.OutcomeOneofCase.InvalidSelection:
                        return new ResultOverride.Error(response.InvalidSelection, McpErrorCode.InvalidParams);
                    case GetPromptResponse.OutcomeOneofCase.Refusal:
                        return await RefusalErrors.ToErrorAsync(response.Refusal, gateway, call, ct);
                    default:
                        throw new InvalidOperationException("GitLabTools gave no outcome.");
                }
            },
            ct
        );
        return result;
    }

    /// <summary>`{"role":"user","content":{"type":"text","text":"…"}}` or
    /// `{"role":"user","content":{"type":"resource","resource":{…}}}`.</summary>
    private static void Write(Utf8JsonWriter writer, GitLabTools.Contract.PromptMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, "user"u8);
        writer.WriteStartObject("content"u8);
        if (message.Resource is { } resource)
        {
            writer.WriteString("type"u8, "resource"u8);
            writer.WritePropertyName("resource"u8);
            ResourceRequests.Write(writer, resource);
        }
        else
        {
            writer.WriteString("type"u8, "text"u8);
            writer.WriteString("text"u8, message.Text);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
