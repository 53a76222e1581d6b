using System.Globalization;

namespace GitLabMcp.Standalone.Tests.Hosting;

/// <summary>The TCP ports at which a process listens, from the files of Linux: proc_pid_net(5).</summary>
internal static class ListeningPorts
{
    private const string Listening = "0A";

    public static IReadOnlyList<int> Of(int process)
    {
        var sockets = Directory
            .GetFiles($"/proc/{process}/fd")
            .Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name)
            .ToHashSet();
        return
        [
            .. from table in new[] { "tcp", "tcp6" }
            from line in File.ReadLines($"/proc/{process}/net/{table}").Skip(1)
            let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where fields[3] == Listening && sockets.Contains($"socket:[{fields[9]}]")
            select int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        ];
    }
}
