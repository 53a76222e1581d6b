using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Grants;
using GitLabMcp.Sessions.Tests.Hosting;
using GitLabMcp.Sessions.Tests.Rules;
using GitLabMcp.Testing;
using Grpc.Net.Client;

namespace GitLabMcp.Sessions.Tests;

/// <summary>The memory of a real Sessions process holds no token (docs/reliability.md, S10).</summary>
[SupportedOSPlatform("linux")]
public sealed class PlaintextTests
{
    private const int Count = 1000;

    public static bool CanReadMemory => OperatingSystem.IsLinux();

    [Theory(SkipUnless = nameof(CanReadMemory), Skip = "The memory of a process is a file on Linux only.")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_thousand_idle_sessions_leave_no_token_in_the_memory_of_the_process(bool shared)
    {
        var canary = $"glpat-{Guid.NewGuid():N}";
        await using var redis = shared ? await RedisServer.StartAsync() : null;
        using var sessions = await StartAsync(redis);
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{sessions.Port}");
        var client = new Contract.Sessions.SessionsClient(channel);
        await Parallel.ForAsync(
            0,
            Count,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            async (i, ct) =>
            {
                var token = canary + i.ToString("D6", CultureInfo.InvariantCulture);
                var caller = new Caller
                {
                    Instance = "https://gitlab.example/api/v4",
                    Credential = Credential.Present,
                    ClientAddress = "10.0.0.1",
                    Verification = new() { UserId = $"{i}" },
                };
                var made = await client.AdmitAsync(
                    new() { Caller = caller, Kind = RequestKind.Initialize },
                    SessionsHost.As(token),
                    cancellationToken: ct
                );

                // The stored token goes out once, by the id alone.
                var alone = new Caller(caller)
                {
                    SessionId = made.Admitted.SessionId,
                    Credential = Credential.Absent,
                    Verification = null,
                };
                using var call = client.AdmitAsync(new() { Caller = alone }, SessionsHost.As(null), cancellationToken: ct);
                Assert.NotNull((await call.ResponseAsync).Admitted);
                Assert.Equal(token, SessionsHost.Transport.Find(await call.ResponseHeadersAsync)!.Token.Reveal());
            }
        );

        Assert.Equal(0, CountIn(sessions.Id, Encoding.ASCII.GetBytes(canary)));
        Assert.Equal(0, CountIn(sessions.Id, Encoding.Unicode.GetBytes(canary)));
        Assert.NotEqual(0, CountIn(sessions.Id, Encoding.Unicode.GetBytes("SESSION_TIMEOUT_SECONDS")));
    }

    [Theory(SkipUnless = nameof(CanReadMemory), Skip = "The memory of a process is a file on Linux only.")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Grants_leave_neither_GitLabs_tokens_nor_ours_in_the_memory_of_the_process(bool shared)
    {
        var canary = $"gloas-{Guid.NewGuid():N}";
        var ours = new ConcurrentBag<string>();
        await using var redis = shared ? await RedisServer.StartAsync() : null;
        using var sessions = await StartAsync(redis);
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{sessions.Port}");
        var client = new GrantClient(new Contract.Sessions.SessionsClient(channel));
        await Parallel.ForAsync(
            1,
            100,
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken },
            async (i, _) =>
            {
                var made = await client.SignInAsync($"{canary}-access-{i}", $"{canary}-refresh-{i}", user: $"{i}");
                var next = (await client.RotateAsync(made.Refresh)).Tokens!;
                var (_, headers) = await client.AskAsync(next.Access);
                Assert.Equal($"{canary}-access-{i}", SessionsHost.Transport.Find(headers)!.Token.Reveal());
                ours.Add(next.Access.Reveal());
                ours.Add(made.Refresh.Reveal());
            }
        );

        foreach (var secret in ours.Take(6).Append(canary))
        {
            Assert.Equal(0, CountIn(sessions.Id, Encoding.ASCII.GetBytes(secret)));
            Assert.Equal(0, CountIn(sessions.Id, Encoding.Unicode.GetBytes(secret)));
        }
    }

    private static async Task<SessionsProcess> StartAsync(RedisServer? redis)
    {
        var process = new SessionsProcess(FreePort.Next(), redis?.ConnectionString);
        await Until.TrueAsync(() => process.IsReady);
        return process;
    }

    /// <summary>How often a pattern stands in the memory that a process can write.</summary>
    private static int CountIn(int id, byte[] pattern)
    {
        var count = 0;
        using var memory = new FileStream($"/proc/{id}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var buffer = new byte[1 << 20];
        foreach (
            var line in File.ReadAllLines($"/proc/{id}/maps")
                .Where(static line => line.Split(' ')[1].StartsWith("rw", StringComparison.Ordinal))
        )
        {
            var range = line.Split(' ')[0]
                .Split('-')
                .Select(static text => long.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
                .ToArray();
            for (var at = range[0]; at < range[1]; at += buffer.Length - pattern.Length)
            {
                try
                {
                    memory.Position = at;
                    var read = memory.Read(buffer, 0, (int)Math.Min(buffer.Length, range[1] - at));
                    for (var found = 0; (found = buffer.AsSpan(0, read).IndexOf(pattern)) >= 0; count++)
                    {
                        buffer[found] ^= 1;
                    }
                }
                catch (IOException)
                {
                    // A page that cannot be read, such as a guard page.
                    break;
                }
            }
        }

        return count;
    }

    /// <summary>The program of Sessions, as it is deployed.</summary>
    private sealed class SessionsProcess : IDisposable
    {
        private readonly Process _process = new();

        public SessionsProcess(int port, string? redis)
        {
            Port = port;
            _process.StartInfo = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (
                var argument in (string[])
                    [
                        typeof(SessionsApp).Assembly.Location,
                        $"--INTERNAL_CREDENTIAL={SessionsHost.InternalCredential}",
                        "--SESSION_KEYS=a-secret-of-the-test-that-is-long-enough",
                        $"--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:{port}",
                        "--Kestrel:Endpoints:grpc:Protocols=Http2",
                        "--Kestrel:Endpoints:health:Url=http://127.0.0.1:0",
                        "--Logging:LogLevel:Default=Warning",
                        "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
                        .. redis is null ? (string[])[] : [$"--ConnectionStrings:redis={redis}"],
                    ]
            )
            {
                _process.StartInfo.ArgumentList.Add(argument);
            }

            _process.OutputDataReceived += (_, line) =>
                IsReady |= line.Data?.Contains("Application started", StringComparison.Ordinal) == true;
            _process.Start();
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public int Port { get; }

        public int Id => _process.Id;

        public bool IsReady { get; private set; }

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
