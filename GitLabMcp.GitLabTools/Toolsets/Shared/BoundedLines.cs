using System.Runtime.CompilerServices;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The lines of a text of any size, one after the other while it arrives. Of a very long line only the
/// beginning is kept.</summary>
internal static class BoundedLines
{
    private const int MaxLineBytes = 512 * 1024;

    /// <returns>Each line without its LF; a CR before it stays. The bytes are valid until the next line is asked for.</returns>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Stream text, [EnumeratorCancellation] CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        using var line = new MemoryStream();
        for (int read; (read = await text.ReadAsync(buffer, ct)) > 0; )
        {
            for (var start = 0; start < read; )
            {
                var end = buffer.AsSpan(start, read - start).IndexOf((byte)'\n');
                var length = end < 0 ? read - start : end;
                line.Write(buffer, start, (int)Math.Min(length, MaxLineBytes - line.Length));
                start += length + 1;
                if (end >= 0)
                {
                    yield return line.GetBuffer().AsMemory(0, (int)line.Length);
                    line.SetLength(0);
                }
            }
        }

        if (line.Length > 0)
        {
            yield return line.GetBuffer().AsMemory(0, (int)line.Length);
        }
    }
}
