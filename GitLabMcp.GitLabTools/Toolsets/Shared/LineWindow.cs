using System.Buffers;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Picks some lines out of a text of any size while it arrives, and counts all of them. Only the lines that are picked
/// stay in memory, and of those at most <see cref="MaxBytes"/>.</summary>
internal sealed class LineWindow
{
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int MaxLineBytes = 1024 * 1024;

    private readonly long _first;
    private readonly long _count;
    private readonly bool _isEnd;
    private readonly bool _isLog;
    private readonly Queue<byte[]> _lines = [];

    // The line that is being read, joined with those that it continues. What came last begins at _start.
    private byte[] _line = new byte[256];
    private int _length;
    private int _start;
    private bool _hasLine;
    private int _bytes;

    private LineWindow(long first, long count, bool isEnd, bool isLog) => (_first, _count, _isEnd, _isLog) = (first, count, isEnd, isLog);

    /// <summary>How many lines the text has.</summary>
    public long Total { get; private set; }

    /// <summary>How many lines come before the first of <see cref="Lines"/>.</summary>
    public long Start { get; private set; }

    /// <summary>Without their ends. Of a line over 1 MiB only the beginning is there, or what overwrote it.</summary>
    public IReadOnlyCollection<byte[]> Lines => _lines;

    /// <summary>Lines from a place on.</summary>
    /// <param name="isLog">The lines of a job's log, which may begin with the time and may continue the line before.</param>
    public static LineWindow From(long first, long count, bool isLog) => new(first, count, isEnd: false, isLog) { Start = first };

    /// <summary>The last lines.</summary>
    public static LineWindow Last(long count, bool isLog) => new(first: 0, count, isEnd: true, isLog);

    public async Task ReadAsync(Stream text, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (int read; (read = await text.ReadAsync(buffer, ct)) > 0; )
            {
                Read(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (_length > _start)
        {
            EndLine();
        }

        Pick();
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            Append(bytes[..end]);
            EndLine();
        }

        Append(bytes);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > MaxLineBytes && _isLog)
        {
            // `10%\r20%\r…` without end: what was overwritten need not be kept.
            if (bytes.TrimEnd((byte)'\r').LastIndexOf((byte)'\r') is var overwritten and >= 0)
            {
                bytes = bytes[(overwritten + 1)..];
                _length = _start;
            }
        }

        bytes = bytes[..Math.Min(bytes.Length, MaxLineBytes - Math.Min(_length, MaxLineBytes))];
        if (_length + bytes.Length > _line.Length)
        {
            Array.Resize(ref _line, Math.Max(_line.Length * 2, _length + bytes.Length));
        }

        bytes.CopyTo(_line.AsSpan(_length));
        _length += bytes.Length;
    }

    private void EndLine()
    {
        var header = _isLog ? LogHeader.Of(_line.AsSpan(_start, _length - _start)) : default;
        var text = _line.AsSpan(_start + header.Length, _length - _start - header.Length);
        if (header.IsContinuation && _hasLine)
        {
            text.CopyTo(_line.AsSpan(_start));
            _length = _start += text.Length;
            return;
        }

        var next = text.Length;
        Pick();
        text.CopyTo(_line);
        (_length, _start, _hasLine) = (next, next, true);
    }

    /// <summary>Takes the line that is complete, if it is one of those that are wanted.</summary>
    private void Pick()
    {
        if (!_hasLine)
        {
            return;
        }

        var index = Total++;
        _hasLine = false;
        if (!_isEnd)
        {
            if (index >= _first && index - _first < _count && _bytes < MaxBytes)
            {
                Add();
            }

            return;
        }

        Add();
        while (_lines.Count > _count || (_bytes > MaxBytes && _lines.Count > 1))
        {
            _bytes -= _lines.Dequeue().Length;
            Start++;
        }
    }

    private void Add()
    {
        _lines.Enqueue(_line.AsSpan(0, _start).ToArray());
        _bytes += _start;
    }
}
