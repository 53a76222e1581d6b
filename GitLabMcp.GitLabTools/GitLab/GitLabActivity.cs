using System.Diagnostics;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The client span of a request, by OpenTelemetry's HTTP conventions, but with the route in place of the address, because
/// telemetry must not show project paths and ids.</summary>
internal static class GitLabActivity
{
    public const string SourceName = "GitLabMcp.GitLabTools";

    public static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(GitLabAddress instance, GitLabRequest request)
    {
        if (!Source.HasListeners() || Source.StartActivity($"{request.Method} {request.Template}", ActivityKind.Client) is not { } activity)
        {
            return null;
        }

        activity.SetTag("http.request.method", request.Method.Method);
        activity.SetTag("url.template", request.Template);
        var version = request.IsGraphQL ? "" : "v4/";
        activity.SetTag("url.full", $"{instance.Origin}{instance.WebPath}api/{version}{request.Template}");
        activity.SetTag("server.address", instance.Api.Host);
        activity.SetTag("server.port", instance.Api.Port);
        return activity;
    }

    public static void End(Activity? activity, GitLabReply reply)
    {
        if (activity is null)
        {
            return;
        }

        var status = reply switch
        {
            GitLabAnswer answer => answer.Status,
            GitLabRefusal refusal => refusal.Status,
            _ => 0,
        };
        if (status > 0)
        {
            activity.SetTag("http.response.status_code", status);
        }

        if (reply is GitLabRefusal)
        {
            activity.SetTag("error.type", status > 0 ? status.ToString(null, null) : "unreachable");
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }
}
