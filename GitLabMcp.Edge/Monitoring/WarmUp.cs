using System.Text;
using GitLabMcp.Edge.Admission;
using GitLabMcp.ServiceDefaults.Credentials;
using Google.Protobuf;
using Microsoft.AspNetCore.Http.Features;
using Endpoint = GitLabMcp.Edge.Relay.Endpoint;

namespace GitLabMcp.Edge.Monitoring;

/// <summary>Sends a few messages through the SDK, and past it, on to GitLabTools once, at the start, so that the first user does not wait
/// for the just-in-time compiler. They enter behind admission, so that they take no session and count nothing.</summary>
/// <remarks>On two busy cores the first initialize, tools/list and tools/call of a process took 5.9, 1.8 and 1.2 seconds without it,
/// and 0.5, 0.04 and 0.09 seconds with it.</remarks>
internal sealed partial class WarmUp(
    IServiceProvider services,
    IHostApplicationLifetime lifetime,
    Dependencies dependencies,
    CallTimeout timeout,
    WarmUpRounds rounds,
    TimeProvider time,
    ILogger<WarmUp> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly string[] Messages =
    [
        """
            {"jsonrpc":"2.0","id":1,"method":"initialize",
            "params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"warm-up","version":"1"}}}
            """,
        """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""",
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"warm_up","arguments":{}}}""",
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"warm_up","arguments":{},"_meta":{"progressToken":1}}}""",
    ];

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when all messages are answered, or the warm-up has failed.</summary>
    public Task DoneAsync(CancellationToken ct) => _done.Task.WaitAsync(ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartedAsync(stoppingToken);
            await SendAllAsync(stoppingToken);
        }
        catch (Exception e)
        {
            // A background service that throws stops the process, and a process that is only cold must not stop. One that stops already
            // has nothing to warn of.
            if (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, e);
            }
        }

        _done.SetResult();
    }

    /// <summary>There are no endpoints before the start is complete. A start that fails, because the port is taken for example, ends
    /// the wait by the token.</summary>
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    private async Task SendAllAsync(CancellationToken stoppingToken)
    {
        // Without GitLabTools the messages would be answered by errors, and would warm up another path.
        while (!await dependencies.GitLabToolsAnswerAsync(stoppingToken))
        {
            await Task.Delay(Pause, time, stoppingToken);
        }

        for (var round = 0; round < rounds.Count; round++)
        {
            foreach (var message in Messages)
            {
                await SendAsync(message, stoppingToken);
            }
        }
    }

    private async Task SendAsync(string message, CancellationToken ct)
    {
        var sdk = services
            .GetRequiredService<EndpointDataSource>()
            .Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<Endpoint.AdmittedEndpoint>())
            .First(endpoint => endpoint is not null)!
            .Handler;
        await using var scope = services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = ct };
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        context.Request.Method = HttpMethods.Post;
        context.Request.Host = new HostString("localhost");
        context.Request.ContentType = "application/json";
        var body = Encoding.UTF8.GetBytes(message);
        context.Request.Body = new MemoryStream(body);
        scope.ServiceProvider.GetRequiredService<CallState>().Context = new CallContext
        {
            Message = JsonRpcEnvelope.Read(new(body)),
            Token = services
                .GetRequiredService<TokenTransport>()
                .Encrypt(new GitLabCredential(CredentialKind.Bearer, new GitLabToken("warm-up"))),
            Principal = "warm-up",
            Instance = "",
            ApiUrl = null,
            SessionId = "",
            SessionHash = "",
            IsSessionless = false,
            Scope = "",
            Waits = [],
            AuditedSession = "",
            Tools = ToolSelectionHeaders.Default,
            Arguments = ByteString.Empty,
            TakesStructuredContent = true,
            TakesEvents = false,
            Deadline = timeout.Deadline(),
            Span = null,
        };
        await sdk(context);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The warm-up failed, so the first calls of this process are slow")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
