using System.Runtime.Versioning;
using GitLabMcp.Testing;

namespace GitLabMcp.AppHost.Tests;

/// <summary>A container engine that answers, but has no image and no rights.</summary>
[SupportedOSPlatform("linux")]
public sealed class RedisStartTests : IAsyncDisposable
{
    private readonly HomeFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_container_engine_that_cannot_run_redis_is_named_with_the_way_out()
    {
        // No redis-server on this path: only dotnet, and an engine that answers questions and refuses everything else.
        var engine = Path.Combine(_folder.Path, "docker");
        await File.WriteAllTextAsync(
            engine,
            """
            #!/bin/sh
            case "$*" in
              *info*|*version*|*" ls"*|*"ps"*) echo '{"ServerVersion":"27.0.0"}' ;;
              *) echo "permission denied" >&2; exit 1 ;;
            esac
            """,
            TestContext.Current.CancellationToken
        );
        File.SetUnixFileMode(engine, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "dotnet"), Environment.ProcessPath!);

        await using var app = AppHostProcess.Start(
            FreePort.Next(),
            ("HOME", _folder.Path),
            ("PATH", _folder.Path),
            ("ASPIRE_CONTAINER_RUNTIME", "docker")
        );
        await Within.UntilAsync(
            () => Task.FromResult(app.HasExited || app.Output.Contains("ConnectionStrings__redis", StringComparison.Ordinal)),
            Within.Minutes(3)
        );

        Assert.Contains(
            "Install redis-server, which is then used in its place, or name a Redis of your own",
            app.Output,
            StringComparison.Ordinal
        );
    }
}
