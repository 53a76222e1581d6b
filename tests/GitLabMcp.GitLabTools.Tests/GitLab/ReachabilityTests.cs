using System.Net;
using System.Net.Sockets;
using System.Text;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.GitLab;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A GITLAB_API_URL that cannot work is in the log at the start, in /health and in the sentences of calls.</summary>
public sealed class ReachabilityTests : IDisposable
{
    private const string GetProject = """{"project_id":1}""";

    private readonly Lines _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("http://no-such-host.invalid", "its host name cannot be resolved")]
    [InlineData("http://127.0.0.1:{closed}", "no connection is possible")]
    [InlineData("https://127.0.0.1:{gitlab}", "it does not speak TLS")]
    public async Task An_address_without_a_connection_is_a_warning_and_calls_name_it(string address, string reason)
    {
        await using var gitlab = await ToolsHost.World().StartAsync();
        var url = address
            .Replace("{closed}", ClosedPort(), StringComparison.Ordinal)
            .Replace("{gitlab}", new Uri(gitlab.Origin).Port.ToString(null, null), StringComparison.Ordinal);
        await using var host = await StartAsync($"--GITLAB_API_URL={url}/api/v4");
        var line = await _log.NextAsync();
        Assert.StartsWith($"Warning GITLAB_API_URL={url}/api/v4 does not work: {reason}", line, StringComparison.Ordinal);

        Assert.Contains(reason, await ProblemAsync(host), StringComparison.Ordinal);
        var sentence = await host.RefusalAsync("get_project", GetProject);
        Assert.Contains($"the operator should check GITLAB_API_URL ({url})", sentence, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("/api/v4", sentence, StringComparison.Ordinal);
        Assert.Empty(_log.All);
    }

    [Theory]
    [InlineData(404, "<html>nothing</html>", "no GitLab API answers there (404)")]
    [InlineData(200, "<html>welcome</html>", "no GitLab API answers there (200)")]
    [InlineData(200, "ok", "no GitLab API answers there (200)")]
    [InlineData(404, """{"error":"Not found","message":"There is nothing here."}""", "no GitLab API answers there (404)")]
    public async Task An_address_without_the_API_is_a_warning_until_it_answers(int status, string body, string reason)
    {
        var world = ToolsHost.World();
        world.On("GET", "/api/v4/metadata").Answer(status, body);
        await using var host = await StartAsync(world, TimeProvider.System);
        Assert.EndsWith(reason, await _log.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(reason, await ProblemAsync(host));

        await host.CallAsync("get_project", GetProject);
        Assert.StartsWith("Information", await _log.NextAsync(), StringComparison.Ordinal);
        Assert.Empty(await ProblemAsync(host));
    }

    /// <summary>GitLab knows the route of the check since 15.2, and answers 404 in these words before.</summary>
    [Theory]
    [InlineData(404, """{"error":"404 Not Found"}""")]
    [InlineData(404, """{"message":"404 Not Found"}""")]
    [InlineData(401, """{"message":"401 Unauthorized"}""")]
    public void A_refusal_in_the_words_of_GitLab_is_one_of_its_API(int status, string body) =>
        Assert.True(ErrorBody.IsOfApi(status, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task A_GitLab_that_answers_is_no_warning_and_one_that_stops_is()
    {
        await using var host = await StartAsync();
        await host.CallAsync("get_project", GetProject);
        Assert.Empty(_log.All);
        await host.GitLab.StopAsync();
        var call = host.RefusalAsync("get_project", GetProject);
        Assert.Contains("no connection is possible", await _log.NextAsync(), StringComparison.Ordinal);
        await call;
        Assert.NotEmpty(await ProblemAsync(host));
    }

    [Fact]
    public async Task A_GitLab_that_serves_nothing_for_a_minute_is_a_warning_once_a_minute()
    {
        var clock = new FakeTimeProvider();
        await using var host = await StartAsync(world: null, clock);
        host.GitLab.On("PUT", "/api/v4/projects/1").Answer(502, "");
        for (var i = 0; i < 7; i++)
        {
            await host.RefusalAsync("update_project", """{"project_id":1,"name":"x"}""");
            clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(
            [
                $"Warning {host.GitLab.Origin} has served no request for 60 s; 4 failed, the last one because it answers 502",
                $"Warning {host.GitLab.Origin} has served no request for 120 s; 7 failed, the last one because it answers 502",
            ],
            _log.All
        );
    }

    private static string ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(null, null);
    }

    private static async Task<string> ProblemAsync(ToolsHost host) =>
        (await host.Client.ReachabilityAsync(new ReachabilityRequest(), cancellationToken: TestContext.Current.CancellationToken)).Problem;

    private Task<ToolsHost> StartAsync(params string[] settings) => StartAsync(world: null, TimeProvider.System, settings);

    private Task<ToolsHost> StartAsync(Fake.FakeGitLab? world, TimeProvider time, params string[] settings) =>
        ToolsHost.StartAsync(
            world,
            [.. settings, "--Logging:LogLevel:GitLabMcp.GitLabTools.GitLab.Health=Information"],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton(time));
                builder.Logging.AddProvider(_log);
            },
            probes: true
        );

    /// <summary>The lines about the health of GitLab.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly System.Threading.Channels.Channel<string> _lines = System.Threading.Channels.Channel.CreateUnbounded<string>();

        /// <summary>Those that nobody has read yet.</summary>
        public IReadOnlyList<string> All
        {
            get
            {
                var all = new List<string>();
                while (_lines.Reader.TryRead(out var line))
                {
                    all.Add(line);
                }

                return all;
            }
        }

        public Task<string> NextAsync() => _lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

        public ILogger CreateLogger(string categoryName) =>
            categoryName.Contains(".Health.", StringComparison.Ordinal)
                ? this
                : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _lines.Writer.TryWrite($"{logLevel} {formatter(state, exception)}");

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose() { }
    }
}
