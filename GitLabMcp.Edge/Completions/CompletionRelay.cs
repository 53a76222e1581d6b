using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Tools;
using GitLabMcp.GitLabTools.Contract;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using GitLabToolsClient = GitLabMcp.GitLabTools.Contract.GitLabTools.GitLabToolsClient;

namespace GitLabMcp.Edge.Completions;

/// <summary>MCP's completion/complete, as GitLabTools answers it.</summary>
internal sealed class CompletionRelay(GitLabToolsClient gitlab, AdmissionDesk desk)
{
    public async ValueTask<CompleteResult> CompleteAsync(RequestContext<CompleteRequestParams> request, CancellationToken ct)
    {
        var result = new CompleteResult();
        await ReadRelay.AskAsync(request, async (call, options) =>
        {
            var response = await gitlab.CompleteAsync(Message(request.Params!, call), options);
            switch (response.OutcomeCase)
            {
                case CompleteResponse.OutcomeOneofCase.Completion:
                    if (response.Completion.TokenRejected)
                    {
                        await desk.RevokeAsync(call, ct);
                    }

                    result.Completion = new() { Values = [.. response.Completion.Values], HasMore = response.Completion.HasMore };
                    return null;
                case CompleteResponse.OutcomeOneofCase.Unknown:
                    return new PreparedAnswer.Error(response.Unknown, McpErrorCode.InvalidParams);
                case CompleteResponse.OutcomeOneofCase.InvalidSelection:
                    return new PreparedAnswer.Error(response.InvalidSelection, McpErrorCode.InvalidParams);
                default:
                    throw new InvalidOperationException("GitLabTools gave no outcome.");
            }
        }, ct);
        return result;
    }

    private static CompleteRequest Message(CompleteRequestParams asked, McpCall call)
    {
        var message = new CompleteRequest { Argument = asked.Argument.Name, Value = asked.Argument.Value, Selection = call.Tools.Selection };
        if (asked.Ref is PromptReference prompt)
        {
            message.Prompt = prompt.Name;
        }
        else
        {
            message.UriTemplate = ((ResourceTemplateReference)asked.Ref).Uri ?? "";
        }

        foreach (var (name, value) in asked.Context?.Arguments ?? new Dictionary<string, string>())
        {
            message.Known[name] = value;
        }

        return message;
    }
}
