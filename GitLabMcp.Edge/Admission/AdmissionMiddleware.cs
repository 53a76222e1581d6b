using GitLabMcp.ServiceDefaults.Limits;
using Google.Protobuf;

namespace GitLabMcp.Edge.Admission;

/// <summary>POST /mcp before the MCP SDK: reads who asks for what, has it admitted by Sessions, and answers refusals itself.
/// The SDK behind it works without sessions, so that any replica can take any request. Rules: docs/behaviour.md, The MCP
/// endpoint.</summary>
internal sealed class AdmissionMiddleware(
    CallerReader callers,
    GitLabInstances instances,
    SessionsGateway gateway,
    CallTimeout timeout,
    ByteBudget<string> bodies,
    Challenge challenge,
    Counters counters
)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!JsonContentType.IsIn(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var address = ClientAddress.Of(context.Connection.RemoteIpAddress);
        using var body = await RequestBody.ReadAsync(context.Request, bodies, address, context.RequestAborted);
        if (body is null)
        {
            counters.Refused(Refusal.TooManyBodies);
            await Refusal.TooManyBodies.WriteAsync(context);

            // Closing a connection with unread bytes resets it, and the client would not see the answer.
            await context.Response.CompleteAsync();
            await RequestBody.DrainAsync(context.Request, context.RequestAborted);
            return;
        }

        var message = JsonRpcEnvelope.Read(body.Bytes);
        if (message is RpcMessage.Unusable unusable)
        {
            await RpcError.WriteAsync(context, unusable.Code, unusable.Message, unusable.Id);
            return;
        }

        if (await AdmitAsync(context, message) is { } call)
        {
            if (DuplicateMembers.AreIn(message.Params))
            {
                var id = message is RpcMessage.Request request ? request.Id : default;
                await RpcError.WriteAsync(context, RpcError.InvalidRequest, DuplicateMembers.Sentence, id);
                return;
            }

            context.RequestServices.GetRequiredService<CallState>().Context = call;
            body.Rewind(context.Request);
            await next(context);
        }
    }

    /// <summary>Null when the request was refused, which is answered then.</summary>
    private async Task<CallContext?> AdmitAsync(HttpContext context, RpcMessage message)
    {
        var id = message is RpcMessage.Request request ? request.Id : default;
        var version = context.Request.Headers[McpVersion.Header].ToString();
        if (version.Length > 0 && !McpVersion.IsSupported(version))
        {
            await RpcError.WriteUnsupportedVersionAsync(context, version, id);
            return null;
        }

        if (VersionInBody(message) is { } versionInBody && McpVersion.IsSessionless(versionInBody) && versionInBody != version)
        {
            await RpcError.WriteVersionMismatchAsync(context, versionInBody, id);
            return null;
        }

        var isSessionless = McpVersion.IsSessionless(version);
        var kind = Kind(message, isSessionless);
        if (kind == RequestKind.Initialize && message is RpcMessage.Request { HasHandshake: false })
        {
            await RpcError.WriteAsync(context, RpcError.InvalidParams, InvalidParamsFilter.Sentence, id);
            return null;
        }

        switch (callers.Read(context))
        {
            case CallerReader.Outcome.Unusable { Refusal: var refusal }:
                counters.Refused(refusal);
                await (
                    isSessionless
                        ? RpcError.WriteAsync(context, RpcError.InvalidRequest, $"{refusal.Error}. {refusal.Message}", id)
                        : refusal.WriteAsync(context)
                );
                return null;
            case CallerReader.Outcome.Known known:
                return await AdmitAsync(context, message, kind, isSessionless, known);
            case var outcome:
                throw new UnreachableException(outcome.GetType().Name);
        }
    }

    private async Task<CallContext?> AdmitAsync(
        HttpContext context,
        RpcMessage message,
        RequestKind kind,
        bool isSessionless,
        CallerReader.Outcome.Known known
    )
    {
        var admit = new AdmitRequest
        {
            Caller = known.Caller,
            Kind = kind,
            Sessionless = isSessionless,
        };
        if (isSessionless)
        {
            admit.Caller.SessionId = "";
        }

        var deadline = timeout.Deadline();
        switch (await gateway.AdmitAsync(admit, known.Credential, deadline, context.RequestAborted))
        {
            case Decision.Refused refused:
                counters.Refused(refused.Refusal);
                RateLimitHeaders.Write(context.Response.Headers, refused.RateLimit);
                challenge.AddTo(context.Response, refused.Refusal);
                await refused.Refusal.WriteAsync(context);
                return null;
            case Decision.Admitted admitted:
                counters.Admitted(kind, admitted.Session.Created);
                RateLimitHeaders.Write(context.Response.Headers, admitted.Session.RateLimit);
                if (!isSessionless && admitted.Session.SessionId.Length > 0)
                {
                    context.Response.Headers[SessionIdHeader.Name] = admitted.Session.SessionId;
                }

                RequestSpan.Describe(Activity.Current, message, admitted.Session.SessionHash);
                return Admitted(context.Request, message, isSessionless, admitted, deadline);
            case var decision:
                throw new UnreachableException(decision.GetType().Name);
        }
    }

    private CallContext Admitted(
        HttpRequest request,
        RpcMessage message,
        bool isSessionless,
        Decision.Admitted admitted,
        DateTime deadline
    ) =>
        new()
        {
            Message = message,
            Token = admitted.Token,
            Principal = admitted.Session.Principal,
            Instance = admitted.ApiUrl,
            ApiUrl = admitted.ApiUrl == instances.Operators ? null : admitted.ApiUrl,
            SessionId = admitted.Session.SessionId,
            SessionHash = isSessionless ? "" : admitted.Session.SessionHash,
            IsSessionless = isSessionless,
            GrantId = admitted.Session.GrantId,
            Scope = admitted.Session.Scope,
            Waits = admitted.Session.Waits,
            AuditedSession = admitted.Session.SessionHash,
            Tools = ToolsOf(request, admitted.Session),
            Arguments = message is RpcMessage.Request { Arguments: { IsEmpty: false } arguments }
                ? UnsafeByteOperations.UnsafeWrap(arguments.ToArray())
                : ByteString.Empty,
            TakesStructuredContent = McpVersion.HasStructuredContent(request.Headers[McpVersion.Header].ToString()),
            TakesEvents = AcceptHeader.TakesEventStream(request.Headers.Accept),
            Deadline = deadline,
            Span = Activity.Current,
        };

    private static ToolSelectionHeaders ToolsOf(HttpRequest request, Admitted session)
    {
        var asked = ToolSelectionHeaders.Of(request);
        return session.OnlyReads ? asked.ForReadingToken()
            : OAuthScope.OnlyReads(session.Scope) ? asked.ThatRead()
            : asked;
    }

    private static string? VersionInBody(RpcMessage message) =>
        message switch
        {
            RpcMessage.Request request => request.Version,
            RpcMessage.Notification notification => notification.Version,
            _ => null,
        };

    /// <summary>There is no initialize without sessions: there it is a method like any that the SDK does not know.</summary>
    private static RequestKind Kind(RpcMessage message, bool isSessionless) =>
        message switch
        {
            RpcMessage.Request { Method: RequestMethods.Initialize } when !isSessionless => RequestKind.Initialize,
            RpcMessage.Request => RequestKind.Call,
            _ => RequestKind.Notification,
        };
}
