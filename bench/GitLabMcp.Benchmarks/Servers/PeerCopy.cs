namespace GitLabMcp.Benchmarks.Servers;

/// <summary>A scratch copy of the npm package's entry beside the original, with one change: its start-up check refuses
/// <c>MAX_REQUESTS_PER_MINUTE</c> above 1000, which 64 clients reach at once.</summary>
internal static class PeerCopy
{
    private const string Check = "maxReq > 1000";
    private const string Lifted = "maxReq > 100000";

    /// <returns>The file to run.</returns>
    public static string Make(string package)
    {
        var build = Path.Combine(package, "build");
        var code = File.ReadAllText(Path.Combine(build, "index.js"));
        if (code.Split(Check).Length != 2)
        {
            throw new InvalidOperationException(
                $"The start-up check of MAX_REQUESTS_PER_MINUTE was not found once in {build}: is it another version?"
            );
        }

        var copy = Path.Combine(build, "index.bench.js");
        File.WriteAllText(copy, code.Replace(Check, Lifted, StringComparison.Ordinal));
        return copy;
    }
}
