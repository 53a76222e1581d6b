using System.Text;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Takes the changes of certain files out of the raw diff of a merge request, which has those that are too large for
/// GitLab's other answers.</summary>
internal sealed class RawDiffs
{
    // In bytes: of one file, and of all of them.
    private const int MaxFileBytes = 512 * 1024;
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly Dictionary<string, (string OldPath, string NewPath)> _wanted = new(StringComparer.Ordinal);
    private readonly Dictionary<(string OldPath, string NewPath), string> _found = [];

    // The change that is being read; null between those that are wanted.
    private StringBuilder? _change;
    private (string OldPath, string NewPath) _file;
    private bool _hasBegun;
    private int _bytes;

    private RawDiffs(IEnumerable<(string OldPath, string NewPath)> files)
    {
        foreach (var (old, @new) in files)
        {
            _wanted[$"diff --git a/{old} b/{@new}"] = (old, @new);
            _wanted[$"diff --git {Quoted("a/" + old)} {Quoted("b/" + @new)}"] = (old, @new);
        }
    }

    /// <returns>What of the files was found; empty when GitLab does not give the raw diff.</returns>
    /// <param name="withHeader">Begin each change with its lines `---` and `+++`.</param>
    public static async Task<IReadOnlyDictionary<(string OldPath, string NewPath), string>> ReadAsync(
        ProjectId project,
        long mergeRequest,
        IReadOnlyList<(string OldPath, string NewPath)> files,
        bool withHeader,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        var diffs = new RawDiffs(files);
        var reply = await gitlab.StreamAsync(
            $"projects/{project}/merge_requests/{mergeRequest}/raw_diffs",
            lastBytes: null,
            async (body, token) =>
            {
                diffs = new RawDiffs(files);
                await foreach (var line in BoundedLines.ReadAsync(body.Bytes, token))
                {
                    diffs.Read(line.Span, withHeader);
                }

                diffs.End();
            },
            ct
        );
        return reply is GitLabAnswer ? diffs._found : new Dictionary<(string, string), string>();
    }

    private void Read(ReadOnlySpan<byte> line, bool withHeader)
    {
        if (line.StartsWith("diff --git "u8))
        {
            End();
            if (_wanted.TryGetValue(Encoding.UTF8.GetString(line), out _file) && _bytes < MaxBytes)
            {
                (_change, _hasBegun) = (new(), false);
            }

            return;
        }

        if (_change is null)
        {
            return;
        }

        _hasBegun |= line.StartsWith("@@"u8) || line.StartsWith("Binary files "u8);
        if ((_hasBegun || (withHeader && (line.StartsWith("--- "u8) || line.StartsWith("+++ "u8)))) && _change.Length < MaxFileBytes)
        {
            _bytes += line.Length;
            _change.Append(TextFile.Read(line.ToArray())?.Text ?? Encoding.UTF8.GetString(line)).Append('\n');
        }
    }

    private void End()
    {
        if (_change is { Length: >= MaxFileBytes })
        {
            _change.Append("[The rest of this change is not shown: it is longer than 512 KiB.]\n");
        }

        if (_change is { Length: > 0 })
        {
            _found[_file] = _change.ToString();
        }

        _change = null;
    }

    /// <summary>Git writes a path with other characters than printable ASCII in quotes: `"a/\321\204.txt"`.</summary>
    private static string Quoted(string path)
    {
        var quoted = new StringBuilder("\"");
        var isPlain = true;
        foreach (var one in Encoding.UTF8.GetBytes(path))
        {
            var escaped = one switch
            {
                (byte)'"' => "\\\"",
                (byte)'\\' => @"\\",
                (byte)'\t' => "\\t",
                (byte)'\n' => "\\n",
                < 0x20 or >= 0x7f => "\\" + Convert.ToString(one, toBase: 8).PadLeft(3, '0'),
                _ => null,
            };
            isPlain &= escaped is null;
            quoted.Append(escaped ?? ((char)one).ToString());
        }

        return isPlain ? path : quoted.Append('"').ToString();
    }
}
