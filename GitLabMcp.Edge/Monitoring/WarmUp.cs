using System.Text;
using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Mcp;
using GitLabMcp.ServiceDefaults.Credentials;
using Google.Protobuf;
using Microsoft.AspNetCore.Http.Features;
using Endpoint = GitLabMcp.Edge.Relay.Endpoint;

namespace GitLabMcp.Edge.Monitoring;

/// <summary>Sends a few messages through the SDK and on to GitLabTools before the first user does: a cold path answers
/// two to three times slower. They enter behind admission, so that they take no session and count nothing.</summary>
internal sealed class WarmUp(IServiceProvider services, CallTimeout timeout) : IDisposable
{
    private const int Rounds = 20;

    private static readonly string[] Messages =
    [
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"warm-up","version":"1"}}}""",
        """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""",
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"warm_up","arguments":{}}}""",
    ];

    private readonly SemaphoreSlim _once = new(1, 1);
    private volatile bool _done;

    public async Task<bool> IsDoneAsync(CancellationToken ct)
    {
        if (_done)
        {
            return true;
        }

        await _once.WaitAsync(ct);
        try
        {
            for (var round = 0; !_done && round < Rounds; round++)
            {
                foreach (var message in Messages)
                {
                    if (!await SendAsync(message, ct))
                    {
                        return false;
                    }
                }
            }

            return _done = true;
        }
        finally
        {
            _once.Release();
        }
    }

    public void Dispose() => _once.Dispose();

    private async Task<bool> SendAsync(string message, CancellationToken ct)
    {
        var sdk = services
            .GetRequiredService<EndpointDataSource>()
            .Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<Endpoint.SdkEndpoint>())
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
            Message = JsonRpcEnvelope.Read(body),
            Credential = new GitLabCredential(CredentialKind.Bearer, new GitLabToken("warm-up")),
            Principal = "warm-up",
            Instance = "",
            ApiUrl = null,
            SessionId = "",
            SessionHash = "",
            Tools = ToolSelectionHeaders.Default,
            Arguments = ByteString.Empty,
            TakesStructuredContent = true,
            TakesEvents = false,
            Deadline = timeout.Deadline(),
        };
        await sdk(context);
        return context.Response.StatusCode == StatusCodes.Status200OK;
    }
}
