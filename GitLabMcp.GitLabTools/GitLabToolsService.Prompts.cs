using GitLabMcp.GitLabTools.Prompts;
using Grpc.Core;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools;

/// <summary>Prompts.</summary>
internal sealed partial class GitLabToolsService
{
    public override Task<Wire.ListPromptsResponse> ListPrompts(Wire.ListPromptsRequest request, ServerCallContext context) =>
        Task.FromResult(
            catalog.Invalid(request.Selection) is { } invalid
                ? new Wire.ListPromptsResponse { InvalidSelection = invalid }
                : new Wire.ListPromptsResponse { List = new() { Prompts = { prompts.List(request.Selection).Select(Describe) } } }
        );

    public override Task<Wire.GetPromptResponse> GetPrompt(Wire.GetPromptRequest request, ServerCallContext context) =>
        WithWaitsAsync(progress => WriteAsync(request, context, progress));

    public override Task GetPromptWithProgress(
        Wire.GetPromptRequest request,
        IServerStreamWriter<Wire.GetPromptUpdate> responseStream,
        ServerCallContext context
    ) =>
        StreamAsync(
            progress => WriteAsync(request, context, progress),
            responseStream,
            progress => new() { Progress = progress },
            response => new() { Response = response },
            context
        );

    private async Task<Wire.GetPromptResponse> WriteAsync(Wire.GetPromptRequest request, ServerCallContext context, CallProgress progress)
    {
        using var left = CallTime.Of(context, time);
        var search = FindCaller(context, left, progress);
        if (search is not CallerSearch.Found { GitLab: var gitlab })
        {
            return new() { Refusal = Refusal(((CallerSearch.Refused)search).Sentence) };
        }

        using var answers = gitlab.Answers;

        try
        {
            return await prompts.WriteAsync(request.Name, request.Arguments.Memory, request.Selection, gitlab, left.End) switch
            {
                PromptReply.Messages messages => new()
                {
                    Messages = new() { Description = messages.Prompt.Description, Messages = { messages.All.Select(Message) } },
                },
                PromptReply.Unknown unknown => new() { UnknownPrompt = unknown.Sentence },
                PromptReply.InvalidSelection invalid => new() { InvalidSelection = invalid.Sentence },
                PromptReply.Refused refused => new() { Refusal = Refusal(refused.Refusal) },
                var other => throw new InvalidOperationException($"No such reply: {other}"),
            };
        }
        catch (Exception e) when (e is not (OperationCanceledException or RpcException))
        {
            Log.Failed(logger, "prompts/get", e);
            return new() { Refusal = Refusal(NotUnderstood) };
        }
    }

    private Wire.Prompt Describe(Prompt prompt) =>
        new()
        {
            Name = prompt.Name,
            Title = prompt.Title,
            Description = prompt.Description,
            Arguments =
            {
                prompt.Arguments.Select(argument => new Wire.PromptArgument
                {
                    Name = argument.Name,
                    Description = argument.Description,
                    Required = prompts.IsRequired(argument),
                }),
            },
        };

    private static Wire.PromptMessage Message(PromptMessage message) =>
        message switch
        {
            PromptMessage.Text text => new() { Text = text.Value },
            PromptMessage.About about => new() { Resource = Content(about.Content) },
            _ => throw new InvalidOperationException($"No such message: {message}"),
        };
}
