using System.Text;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.ServiceDefaults.Audit;

/// <summary>Audit records as lines of JSON, to standard output or at the end of a file. The file is opened for each line: a file that was
/// moved away by a rotation is begun again, and several processes can write to one.</summary>
public sealed class AuditLines
{
    private const string StandardOutput = "stdout";

    // Another process holds the file for less than a millisecond, or the disk is in trouble.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly string? _path;

    private AuditLines(string? path) => _path = path;

    public bool IsStandardOutput => _path is null;

    /// <returns>Null when the setting is absent.</returns>
    /// <exception cref="InvalidSettingException">The file cannot be written.</exception>
    public static AuditLines? Open(SettingsReader settings)
    {
        switch (settings.Text(RecordSettings.AuditLog))
        {
            case null:
                return null;
            case StandardOutput:
                return new(path: null);
            case var path:
                try
                {
                    var lines = new AuditLines(Path.GetFullPath(path));
                    lines.Write("");
                    return lines;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
                {
                    throw new InvalidSettingException(
                        $"{RecordSettings.AuditLog.Name}={path} is not valid: expected stdout, or a file that this user may write to. "
                            + e.Message
                    );
                }
        }
    }

    /// <summary>Returns when the system has the line, which then outlives the process.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string record)
    {
        lock (_lock)
        {
            if (_path is null)
            {
                Console.Out.WriteLine(record);
                Console.Out.Flush();
            }
            else
            {
                Append(_path, record.Length == 0 ? [] : Encoding.UTF8.GetBytes(record + "\n"));
            }
        }
    }

    private static void Append(string path, byte[] line)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var wait = new SpinWait(); ; wait.SpinOnce())
        {
            try
            {
                // FileShare.None locks the file, because the end of it is where this process found it.
                using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
                file.Write(line);
                return;
            }
            catch (IOException) when (File.Exists(path) && TimeProvider.System.GetElapsedTime(start) < MaxWait)
            {
                // Another process writes to it.
            }
        }
    }
}
