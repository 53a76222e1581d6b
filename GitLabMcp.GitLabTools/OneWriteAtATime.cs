using Grpc.Core;

namespace GitLabMcp.GitLabTools;

/// <summary>A stream of updates that progress and a call's own questions are written to at the same time: gRPC takes one write
/// after the other.</summary>
internal sealed class OneWriteAtATime<T>(IServerStreamWriter<T> stream) : IServerStreamWriter<T>, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    public WriteOptions? WriteOptions
    {
        get => stream.WriteOptions;
        set => stream.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(message, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
