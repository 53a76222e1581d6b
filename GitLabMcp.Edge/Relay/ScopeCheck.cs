using GitLabMcp.Edge.Admission;

namespace GitLabMcp.Edge.Relay;

/// <summary>A call that changes something, by a sign-in that may only read, is answered by 403 with the scope that it lacks, so that the
/// client can ask its user for more (RFC 6750, 3.1; MCP, Authorization, step-up). Calls with a token in a header pass, because no sign-in
/// gives it more: GitLabTools answers them by a tool error.</summary>
internal sealed class ScopeCheck(ReadingTools tools, Challenge challenge)
{
    /// <summary>The tool that calls the one which its arguments name.</summary>
    private const string PassingTool = "call_tool";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var call = context.RequestServices.GetRequiredService<CallState>().Context;
        if (!OAuthScope.OnlyReads(call.Scope) || !challenge.CanWiden || ToolOf(call) is not { } tool || !tools.IsWriting(tool))
        {
            return next(context);
        }

        challenge.AddInsufficientScope(context.Response, call.Scope);
        return ErrorBody.WriteAsync(
            context,
            StatusCodes.Status403Forbidden,
            "Insufficient scope",
            "This tool changes something in GitLab, and this sign-in may only read. Sign in again and allow the scope `api`."
        );
    }

    /// <summary>The tool that would act; null for what is no call of a tool.</summary>
    private static string? ToolOf(CallContext call)
    {
        if (call.Message is not RpcMessage.Request { Method: RequestMethods.ToolsCall } request)
        {
            return null;
        }

        var name = new Utf8JsonReader(request.Name);
        name.Read();
        var tool = name.GetString();
        return tool == PassingTool ? NameIn(request.Arguments) ?? tool : tool;
    }

    /// <summary>`get_issue` of `{"name":"get_issue","arguments":{…}}`.</summary>
    private static string? NameIn(ReadOnlySequence<byte> arguments)
    {
        if (arguments.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(arguments);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var isName = reader.ValueTextEquals("name"u8);
            reader.Read();
            if (isName)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        return null;
    }
}
