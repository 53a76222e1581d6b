using GitLabMcp.ServiceDefaults.Stopping;
using Microsoft.AspNetCore.Connections.Features;

namespace GitLabMcp.Edge.Http;

/// <summary>While the process stops, each connection is closed with its next answer, as HTTP provides for it: by
/// `Connection: close`, or by GOAWAY in HTTP/2. Otherwise the server would close them when it stops listening, and a request that is
/// just being sent would be lost.</summary>
internal sealed class LeavingConnections(RequestDelegate next, Readiness readiness)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!readiness.IsServing)
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        return next(context);
    }
}
