using System.Buffers;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>The body of a response in a pooled array, up to a limit.</summary>
internal sealed class ResponseBody : IDisposable
{
    private const int MaxBytes = 16 * 1024 * 1024;

    private byte[]? _pooled;

    private ResponseBody(byte[] pooled) => _pooled = pooled;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _pooled.AsSpan(0, Length);

    /// <returns>Null when it is larger than 16 MiB.</returns>
    public static async Task<ResponseBody?> ReadAsync(HttpContent content, CancellationToken ct)
    {
        var declared = content.Headers.ContentLength ?? 0;
        if (declared > MaxBytes)
        {
            return null;
        }

        var body = new ResponseBody(ArrayPool<byte>.Shared.Rent((int)Math.Max(declared, 4096) + 1));
        try
        {
            await using var stream = await content.ReadAsStreamAsync(ct);
            for (int read; (read = await stream.ReadAsync(body._pooled.AsMemory(body.Length), ct)) > 0; )
            {
                body.Length += read;
                if (body.Length > MaxBytes)
                {
                    body.Dispose();
                    return null;
                }

                if (body.Length == body._pooled!.Length)
                {
                    body.Grow();
                }
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Hands over the array; the new owner returns it to the pool.</summary>
    public byte[] Take()
    {
        var bytes = _pooled!;
        _pooled = null;
        return bytes;
    }

    public void Dispose()
    {
        if (_pooled is not null)
        {
            ArrayPool<byte>.Shared.Return(_pooled);
            _pooled = null;
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_pooled!.Length * 2);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_pooled);
        _pooled = larger;
    }
}
