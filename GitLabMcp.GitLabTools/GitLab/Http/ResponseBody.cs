using System.Buffers;
using GitLabMcp.GitLabTools.GitLab.Limits;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>The body of a response, up to a limit.</summary>
internal sealed class ResponseBody : IDisposable
{
    private const int MaxBytes = 16 * 1024 * 1024;
    private const int MinCapacity = 4096;

    private readonly AnswerBytes _budget;
    private byte[] _bytes = [];

    private ResponseBody(AnswerBytes budget) => _budget = budget;

    public ReadingEnd End { get; private set; } = ReadingEnd.Complete;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>How much of the budget it takes, in bytes of an answer.</summary>
    public int Taken { get; private set; }

    /// <returns>Without any bytes, unless all of them were read.</returns>
    public static async Task<ResponseBody> ReadAsync(HttpContent content, AnswerBytes budget, CancellationToken ct)
    {
        var body = new ResponseBody(budget);
        try
        {
            await body.FillAsync(content, ct);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Hands over the array and what it takes of the budget; the new owner gives both back.</summary>
    public byte[] Take()
    {
        var bytes = _bytes;
        (_bytes, Taken) = ([], 0);
        return bytes;
    }

    public void Dispose()
    {
        AnswerArrays.Return(_bytes);
        _budget.Return(Taken);
        (_bytes, Taken, Length) = ([], 0, 0);
    }

    private async Task FillAsync(HttpContent content, CancellationToken ct)
    {
        var declared = content.Headers.ContentLength ?? 0;
        if (declared > MaxBytes)
        {
            Stop(ReadingEnd.TooLarge);
            return;
        }

        // One byte more than it says, so that its end is seen without another array.
        if (!TryGrow((int)Math.Max(declared, MinCapacity) + 1))
        {
            return;
        }

        await using var stream = await content.ReadAsStreamAsync(ct);
        for (int read; (read = await ReadAsync(stream, ct)) > 0; )
        {
            Length += read;
            if (Length > MaxBytes)
            {
                Stop(ReadingEnd.TooLarge);
                return;
            }

            if (Length == _bytes.Length && !TryGrow(_bytes.Length * 2))
            {
                return;
            }
        }
    }

    /// <summary>An idle connection keeps the array that it has read into last, so it must not be a large one.</summary>
    private async ValueTask<int> ReadAsync(Stream stream, CancellationToken ct)
    {
        if (_bytes.Length <= AnswerBytes.Uncounted)
        {
            return await stream.ReadAsync(_bytes.AsMemory(Length), ct);
        }

        var part = ArrayPool<byte>.Shared.Rent(AnswerBytes.Uncounted);
        try
        {
            var read = await stream.ReadAsync(part.AsMemory(0, Math.Min(part.Length, _bytes.Length - Length)), ct);
            part.AsSpan(0, read).CopyTo(_bytes.AsSpan(Length));
            return read;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
        }
    }

    /// <returns>False when the budget has no room.</returns>
    private bool TryGrow(int capacity)
    {
        if (capacity > AnswerBytes.Uncounted)
        {
            if (!_budget.TryTake(capacity - Taken))
            {
                Stop(ReadingEnd.NoRoom);
                return false;
            }

            Taken = capacity;
        }

        var larger = AnswerArrays.Rent(capacity);
        Bytes.CopyTo(larger);
        AnswerArrays.Return(_bytes);
        _bytes = larger;
        return true;
    }

    private void Stop(ReadingEnd end)
    {
        Dispose();
        End = end;
    }
}

/// <summary>Why the reading of a body ended.</summary>
internal enum ReadingEnd
{
    Complete,

    /// <summary>It is larger than 16 MiB.</summary>
    TooLarge,

    /// <summary>The answers under way, of the user or of all, leave no room for it.</summary>
    NoRoom,
}
