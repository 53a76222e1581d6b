using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Tools;
using GitLabMcp.GitLabTools.Contract;
using Grpc.Core;
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
        var call = request.Services!.GetRequiredService<McpCall>();
        var message = new CompleteRequest { Argument = request.Params!.Argument.Name, Value = request.Params.Argument.Value, Selection = call.Tools.Selection };
        if (request.Params.Ref is PromptReference prompt)
        {
            message.Prompt = prompt.Name;
        }
        else
        {
            message.UriTemplate = ((ResourceTemplateReference)request.Params.Ref).Uri ?? "";
        }

        foreach (var (name, value) in request.Params.Context?.Arguments ?? new Dictionary<string, string>())
        {
            message.Known[name] = value;
        }

        var result = new CompleteResult();
        try
        {
            var response = await gitlab.CompleteAsync(message, call.Metadata(), call.Deadline, ct);
            switch (response.OutcomeCase)
            {
                case CompleteResponse.OutcomeOneofCase.Completion:
                    if (response.Completion.TokenRejected)
                    {
                        await desk.RevokeAsync(call, ct);
                    }

                    result.Completion = new() { Values = [.. response.Completion.Values], HasMore = response.Completion.HasMore };
                    break;
                case CompleteResponse.OutcomeOneofCase.Unknown:
                    new PreparedAnswer.Error(response.Unknown, McpErrorCode.InvalidParams).LeaveIn(request);
                    break;
                case CompleteResponse.OutcomeOneofCase.InvalidSelection:
                    new PreparedAnswer.Error(response.InvalidSelection, McpErrorCode.InvalidParams).LeaveIn(request);
                    break;
                default:
                    throw new InvalidOperationException("GitLabTools gave no outcome.");
            }
        }
        catch (RpcException e) when (!ct.IsCancellationRequested && Refusals.Of(e.StatusCode) is { } error)
        {
            error.LeaveIn(request);
        }
        catch (RpcException) when (ct.IsCancellationRequested)
        {
            // The client went away: no fault, and nobody to tell.
            throw new OperationCanceledException(ct);
        }

        return result;
    }
}
