using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>MCP's completion/complete, as GitLabTools answers it.</summary>
internal sealed class CompletionRequests(GitLabToolsClient gitlab, SessionsGateway gateway)
{
    public async ValueTask<CompleteResult> CompleteAsync(RequestContext<CompleteRequestParams> request, CancellationToken ct)
    {
        var result = new CompleteResult();
        await ReadOnlyCalls.AskAsync(
            request,
            async (call, options) =>
            {
                if (Message(request.Params, call) is not { } message)
                {
                    return new ResultOverride.Error(InvalidParamsFilter.Sentence, McpErrorCode.InvalidParams);
                }

                var response = await gitlab.CompleteAsync(message, options);
                await gateway.ReportWaitsAsync(call, response.Waits, ct);
                switch (response.OutcomeCase)
                {
                    case CompleteResponse.OutcomeOneofCase.Completion:
                        if (response.Completion.TokenRejected)
                        {
                            await gateway.RevokeAsync(call, ct);
                        }

                        result.Completion = new() { Values = [.. response.Completion.Values], HasMore = response.Completion.HasMore };
                        return null;
                    case CompleteResponse.OutcomeOneofCase.Unknown:
                        return new ResultOverride.Error(response.Unknown, McpErrorCode.InvalidParams);
                    case CompleteResponse.OutcomeOneofCase.InvalidSelection:
                        return new ResultOverride.Error(response.InvalidSelection, McpErrorCode.InvalidParams);
                    default:
                        throw new InvalidOperationException("GitLabTools gave no outcome.");
                }
            },
            ct
        );
        return result;
    }

    /// <summary>Null for one of another form: the SDK lets null pass for every member.</summary>
    private static CompleteRequest? Message(CompleteRequestParams? asked, CallContext call)
    {
        var known = asked?.Context?.Arguments ?? new Dictionary<string, string>();
        if (asked is not { Argument: { Name: { } argument, Value: { } value } } || known.Values.Any(one => one is null))
        {
            return null;
        }

        var message = new CompleteRequest
        {
            Argument = argument,
            Value = value,
            Selection = call.Tools.Selection,
        };
        switch (asked.Ref)
        {
            case PromptReference { Name: { } name }:
                message.Prompt = name;
                break;
            case ResourceTemplateReference { Uri: { } uri }:
                message.UriTemplate = uri;
                break;
            default:
                return null;
        }

        foreach (var (name, one) in known)
        {
            message.Known[name] = one;
        }

        return message;
    }
}
