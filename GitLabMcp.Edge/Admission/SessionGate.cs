using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using GitLabMcp.Edge.Cancellation;
using GitLabMcp.Edge.Http;
using GitLabMcp.Edge.Icons;
using GitLabMcp.Edge.Monitoring;
using GitLabMcp.Edge.Tools;
using GitLabMcp.Sessions.Contract;
using Google.Protobuf;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.Edge.Admission;

/// <summary>Stands before the MCP SDK: reads who asks for what, has it admitted, and answers refusals itself. Behind it
/// the SDK works without sessions, so that any replica can take any request.</summary>
internal sealed class SessionGate(
    Credentials credentials,
    GitLabInstances instances,
    SessionsGateway gateway,
    InFlightCalls inFlight,
    CallTimeout timeout,
    EdgeMeter meter,
    TimeProvider time
)
{
    private const string SessionId = "Mcp-Session-Id";

    /// <summary>POST /mcp. Rules: docs/behaviour.md, The MCP endpoint.</summary>
    public async Task PostAsync(HttpContext context, RequestDelegate sdk)
    {
        if (!context.Request.HasJsonContentType())
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        using var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        switch (JsonRpcEnvelope.Read(body.Bytes))
        {
            case RpcMessage.Unusable unusable:
                await RpcError.WriteAsync(context, unusable.Code, unusable.Message, unusable.Id);
                break;
            case RpcMessage.Request request:
                await AdmitAsync(context, request, request.Version, body, sdk);
                break;
            case RpcMessage.Notification notification:
                await AdmitAsync(context, notification, notification.Version, body, sdk);
                break;
            case var response:
                await AdmitAsync(context, response, versionInBody: null, body, sdk);
                break;
        }
    }

    /// <summary>DELETE /mcp: the client ends its session.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        if (McpVersion.IsSessionless(context.Request.Headers[McpVersion.Header]))
        {
            context.Response.Headers.Allow = "POST";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        if (context.Request.Headers[SessionId] is not [{ Length: > 0 }])
        {
            await ErrorBody.WriteAsync(
                context,
                StatusCodes.Status400BadRequest,
                "mcp-session-id header is required",
                "Send the id of the session to end in the mcp-session-id header, once."
            );
            return;
        }

        var credential = credentials.Read(context.Request.Headers);
        if (Conflict(context, credential, out var instance) is { } conflict)
        {
            await ErrorBody.WriteAsync(context, StatusCodes.Status400BadRequest, conflict.Error, conflict.Message);
            return;
        }

        var close = new CloseRequest { Caller = Caller(context, credential, instance!) };
        if (await gateway.CloseAsync(close, credential, timeout.Deadline(), context.RequestAborted) is { } refusal)
        {
            meter.Refused(refusal);
            await refusal.WriteAsync(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task AdmitAsync(HttpContext context, RpcMessage message, string? versionInBody, RequestBody body, RequestDelegate sdk)
    {
        var id = message is RpcMessage.Request request ? request.Id : default;
        var headers = context.Request.Headers;
        var version = headers[McpVersion.Header].ToString();
        if (version.Length > 0 && !McpVersion.IsSupported(version))
        {
            await RpcError.WriteUnsupportedVersionAsync(context, version, id);
            return;
        }

        if (McpVersion.IsSessionless(versionInBody) && versionInBody != version)
        {
            await RpcError.WriteVersionMismatchAsync(context, versionInBody!, id);
            return;
        }

        var sessionless = McpVersion.IsSessionless(version);
        var kind = Kind(message, sessionless);
        if (kind == RequestKind.Initialize && message is RpcMessage.Request { HasHandshake: false })
        {
            await RpcError.WriteAsync(context, RpcError.InvalidParams, InvalidParamsFilter.Sentence, id);
            return;
        }

        var credential = credentials.Read(headers);
        if (Conflict(context, credential, out var instance) is { } conflict)
        {
            await (
                sessionless
                    ? RpcError.WriteAsync(context, RpcError.InvalidRequest, $"{conflict.Error}. {conflict.Message}", id)
                    : ErrorBody.WriteAsync(context, StatusCodes.Status400BadRequest, conflict.Error, conflict.Message)
            );
            return;
        }

        var call = context.RequestServices.GetRequiredService<McpCall>();
        call.Deadline = timeout.Deadline();
        call.TakesStructuredContent = McpVersion.HasStructuredContent(version);
        var admit = new AdmitRequest
        {
            Caller = Caller(context, credential, instance!),
            Kind = kind,
            Sessionless = sessionless,
        };
        if (sessionless)
        {
            admit.Caller.SessionId = "";
        }

        switch (await gateway.AdmitAsync(admit, credential, call.Deadline, context.RequestAborted))
        {
            case Decision.Refused refused:
                meter.Refused(refused.Refusal);
                Show(context, refused.RateLimit);
                await refused.Refusal.WriteAsync(context);
                break;
            case Decision.Admitted admitted:
                meter.Admitted(kind, admitted.Session.Created);
                Show(context, admitted.Session.RateLimit);
                if (!sessionless && admitted.Session.SessionId.Length > 0)
                {
                    context.Response.Headers[SessionId] = admitted.Session.SessionId;
                }

                call.Credential = admitted.Credential;
                call.Principal = admitted.Session.Principal;
                call.Instance = admitted.ApiUrl;
                call.ApiUrl = admitted.ApiUrl == instances.Operators ? null : admitted.ApiUrl;
                call.SessionId = admitted.Session.SessionId;
                Trace(message, admitted.Session.SessionHash);
                await PassAsync(context, call, message, sessionless ? "" : admitted.Session.SessionHash, body, sdk);
                break;
        }
    }

    /// <param name="session">Whose requests can be taken back; empty for callers that close the connection instead.</param>
    private async Task PassAsync(
        HttpContext context,
        McpCall call,
        RpcMessage message,
        string session,
        RequestBody body,
        RequestDelegate sdk
    )
    {
        switch (message)
        {
            case RpcMessage.Request { Method: "tools/call" or "resources/read" or "prompts/get" or "completion/complete" } request
                when CallKey.Of(session, request.Id) is { } name:
                using (var entry = inFlight.Enter(name))
                {
                    call.CancelledByClient = entry.Cancelled;
                    await PassAsync(context, call, message, body, sdk);
                }

                break;
            case RpcMessage.Notification { Cancels.IsEmpty: false } notification when CallKey.Of(session, notification.Cancels) is { } name:
                await inFlight.CancelAsync(name, call.Deadline, context.RequestAborted);
                await PassAsync(context, call, message, body, sdk);
                break;
            default:
                await PassAsync(context, call, message, body, sdk);
                break;
        }
    }

    /// <summary>Hands an admitted message to the SDK.</summary>
    public async Task PassAsync(HttpContext context, McpCall call, RpcMessage message, RequestBody body, RequestDelegate sdk)
    {
        var id = message is RpcMessage.Request identified ? identified.Id : default;
        if (DuplicateMembers.AreIn(message.Params))
        {
            await RpcError.WriteAsync(context, RpcError.InvalidRequest, DuplicateMembers.Sentence, id);
            return;
        }

        call.Tools = ToolSelectionHeaders.Of(context.Request);
        switch (message)
        {
            case RpcMessage.Request { Method: "tools/list" }:
                call.IconFolder = IconFiles.FolderFor(context.Request);
                break;
            case RpcMessage.Request { Arguments.IsEmpty: false } request:
                call.Arguments = UnsafeByteOperations.UnsafeWrap(request.Arguments.ToArray());
                break;
        }

        var headers = context.Request.Headers;
        var takesEvents = call.TakesEvents = Accepts.EventStream(headers.Accept);
        headers.Accept = Accepts.Both;
        headers.Remove(SessionId);
        body.Rewind(context.Request);

        var client = context.Response.Body;
        await using AnswerStream answers = takesEvents
            ? new EventStreamAnswers(client, context, call, time)
            : new PlainJsonAnswers(client, context, call);
        context.Response.Body = answers;
        try
        {
            await sdk(context);
        }
        catch (Exception e) when (e is JsonException or ArgumentException && !context.Response.HasStarted)
        {
            // The SDK reads some parameters before it can answer for them.
            await RpcError.WriteAsync(context, RpcError.InvalidParams, InvalidParamsFilter.Sentence, id);
        }
        finally
        {
            context.Response.Body = client;
            await answers.CompleteAsync();
        }
    }

    private Refusal? Conflict(HttpContext context, RequestCredential credential, out GitLabInstances.Choice.Taken? instance)
    {
        instance = null;
        if (credential is RequestCredential.Conflicting conflicting)
        {
            return new Refusal(StatusCodes.Status400BadRequest, "Conflicting credentials", conflicting.Message);
        }

        if (context.Request.Headers[SessionId].Count > 1)
        {
            return new Refusal(
                StatusCodes.Status400BadRequest,
                "Conflicting session ids",
                "The mcp-session-id header came more than once. Send it once."
            );
        }

        switch (instances.Read(context.Request.Headers))
        {
            case GitLabInstances.Choice.Taken taken:
                instance = taken;
                return null;
            case GitLabInstances.Choice.Refused refused:
                return new Refusal(StatusCodes.Status400BadRequest, "GitLab instance not allowed", refused.Message);
            case var choice:
                throw new UnreachableException(choice.GetType().Name);
        }
    }

    /// <summary>There is no initialize without sessions: there it is a method like any that the SDK does not know.</summary>
    private static RequestKind Kind(RpcMessage message, bool sessionless) =>
        message switch
        {
            RpcMessage.Request { Method: RequestMethods.Initialize } when !sessionless => RequestKind.Initialize,
            RpcMessage.Request => RequestKind.Call,
            _ => RequestKind.Notification,
        };

    private static Caller Caller(HttpContext context, RequestCredential credential, GitLabInstances.Choice.Taken instance) =>
        new()
        {
            SessionId = context.Request.Headers[SessionId].ToString(),
            Instance = instance.ApiUrl,
            InstanceNamed = instance.Named,
            ClientAddress = Address(context.Connection.RemoteIpAddress),
            Credential = credential switch
            {
                RequestCredential.Token => Credential.Present,
                RequestCredential.Malformed => Credential.Malformed,
                _ => Credential.Absent,
            },
        };

    /// <summary>An IPv6 client owns a whole /64 network: its addresses count as one.</summary>
    private static string Address(IPAddress? address) =>
        address is null ? ""
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]) + "/64"
        : address.ToString();

    /// <summary>Names the request's span by OpenTelemetry's conventions for MCP. Words of users become names of spans only where
    /// they look like those of tools and methods, because a name is an index of the store of traces.</summary>
    private static void Trace(RpcMessage message, string sessionHash)
    {
        var activity = Activity.Current;
        activity?.SetTag("gitlab_mcp.session.hash", sessionHash);
        if (message is RpcMessage.Request { Method: { } method } request && IsPlain(method))
        {
            activity?.SetTag("mcp.method.name", method);
            if (request.Tool is { } tool && IsPlain(tool))
            {
                activity?.SetTag("gen_ai.tool.name", tool);
            }
        }

        static bool IsPlain(string name) =>
            name.Length <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '/' or '.');
    }

    /// <summary>IETF draft-ietf-httpapi-ratelimit-headers.</summary>
    private static void Show(HttpContext context, RateLimit? limit)
    {
        if (limit is not null)
        {
            context.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"session\";q={limit.Limit};w=60");
            context.Response.Headers["RateLimit"] = string.Create(
                CultureInfo.InvariantCulture,
                $"\"session\";r={limit.Remaining};t={limit.ResetSeconds}"
            );
        }
    }
}
