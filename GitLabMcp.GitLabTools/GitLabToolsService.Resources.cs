using GitLabMcp.GitLabTools.Resources;
using Grpc.Core;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools;

/// <summary>Resources.</summary>
internal sealed partial class GitLabToolsService
{
    public override Task<Wire.ListResourcesResponse> ListResources(Wire.ListResourcesRequest request, ServerCallContext context)
    {
        if (catalog.Invalid(request.Selection) is { } invalid)
        {
            return Task.FromResult(new Wire.ListResourcesResponse { InvalidSelection = invalid });
        }

        var list = new Wire.ResourceList();
        foreach (var resource in resources.List(request.Selection))
        {
            (resource.Template.Names.Count == 0 ? list.Resources : list.Templates).Add(
                new Wire.Resource
                {
                    Uri = resource.Uri,
                    Name = resource.Name,
                    Title = resource.Title,
                    Description = resource.Description,
                    MimeType = resource.MimeType ?? "",
                }
            );
        }

        return Task.FromResult(new Wire.ListResourcesResponse { List = list });
    }

    public override Task<Wire.ReadResourceResponse> ReadResource(Wire.ReadResourceRequest request, ServerCallContext context) =>
        WithWaitsAsync(progress => ReadAsync(request, context, progress));

    public override Task ReadResourceWithProgress(
        Wire.ReadResourceRequest request,
        IServerStreamWriter<Wire.ReadResourceUpdate> responseStream,
        ServerCallContext context
    ) =>
        StreamAsync(
            progress => ReadAsync(request, context, progress),
            responseStream,
            progress => new() { Progress = progress },
            response => new() { Response = response },
            context
        );

    private async Task<Wire.ReadResourceResponse> ReadAsync(
        Wire.ReadResourceRequest request,
        ServerCallContext context,
        CallProgress progress
    )
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
            return await resources.ReadAsync(request.Uri, request.Selection, gitlab, left.End) switch
            {
                ResourceReply.Content content => new() { Content = Content(content) },
                ResourceReply.Unknown unknown => new() { UnknownUri = unknown.Sentence },
                ResourceReply.InvalidSelection invalid => new() { InvalidSelection = invalid.Sentence },
                ResourceReply.Refused refused => new() { Refusal = Refusal(refused.Refusal) },
                var other => throw new InvalidOperationException($"No such reply: {other}"),
            };
        }
        catch (Exception e) when (e is not (OperationCanceledException or RpcException))
        {
            Log.Failed(logger, "resources/read", e);
            return new() { Refusal = Refusal(NotUnderstood) };
        }
    }

    private static Wire.ResourceContent Content(ResourceReply.Content content)
    {
        var wire = new Wire.ResourceContent
        {
            Uri = content.Uri,
            MimeType = content.MimeType,
            Untrusted = content.IsUntrusted,
            Note = content.Note ?? "",
            Next = content.Next ?? "",
        };
        if (content.IsBase64)
        {
            wire.Blob = content.Data;
        }
        else
        {
            wire.Text = content.Data;
        }

        return wire;
    }

    private static Wire.Refusal Refusal(string sentence) => new() { Message = sentence };

    private static Wire.Refusal Refusal(ToolReply.Refused refused)
    {
        var refusal = new Wire.Refusal
        {
            Message = refused.Sentence,
            TokenRejected = refused.TokenRejected,
            Retryable = refused.Retry.IsWorthwhile,
            NotFound = refused.IsNotFound,
        };
        if (refused.Retry.Seconds is { } seconds)
        {
            refusal.RetryAfter = seconds;
        }

        return refusal;
    }
}
