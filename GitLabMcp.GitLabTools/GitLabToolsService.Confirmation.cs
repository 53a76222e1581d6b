using GitLabMcp.GitLabTools.Confirmation;
using Grpc.Core;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools;

/// <summary>Calls that may bring a confirmation.</summary>
internal sealed partial class GitLabToolsService
{
    public override async Task CallToolWithConfirmation(
        IAsyncStreamReader<Wire.CallToolMessage> requestStream,
        IServerStreamWriter<Wire.CallToolUpdate> responseStream,
        ServerCallContext context
    )
    {
        if (!await requestStream.MoveNext(context.CancellationToken) || requestStream.Current.Request is not { } request)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The first message must be the request."));
        }

        using var updates = new OneWriteAtATime<Wire.CallToolUpdate>(responseStream);
        await StreamAsync(
            progress => CallAsync(request, context, progress, ConsumeAsync),
            updates,
            progress => new() { Progress = progress },
            response => new() { Response = response },
            context
        );

        async Task<ConfirmationUse> ConsumeAsync(string name, CancellationToken ct)
        {
            await updates.WriteAsync(new() { ToConsume = name }, ct);
            return await requestStream.MoveNext(ct) ? Use(requestStream.Current.ConfirmationUse) : ConfirmationUse.Unknown;
        }
    }

    private static ConfirmationUse Use(Wire.ConfirmationUse use) =>
        use switch
        {
            Wire.ConfirmationUse.First => ConfirmationUse.First,
            Wire.ConfirmationUse.Again => ConfirmationUse.Again,
            _ => ConfirmationUse.Unknown,
        };
}
