using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Http;

/// <summary>GitLab's routes: `projects/:id/issues/:iid`, compared segment by segment as sent, values unescaped after.</summary>
internal sealed class RouteTable
{
    private const string Root = "/api/v4/";

    private readonly List<(string Method, string[] Segments, string Scope, Func<Call, Answer> Handle)> _routes = [];

    /// <summary>Said of what no route takes.</summary>
    public string Unknown { get; init; } = "404 Not Found";

    /// <summary>What happened in the world until a request came.</summary>
    public Action<GitLabWorld>? Before { get; init; }

    /// <summary>A route that reads: read_api will do.</summary>
    public RouteTable Get(string route, Func<Call, Answer> handle, string scope = "read_api") => Add("GET", route, scope, handle);

    public RouteTable Post(string route, Func<Call, Answer> handle) => Add("POST", route, "api", handle);

    public RouteTable Put(string route, Func<Call, Answer> handle) => Add("PUT", route, "api", handle);

    public RouteTable Patch(string route, Func<Call, Answer> handle) => Add("PATCH", route, "api", handle);

    public RouteTable Delete(string route, Func<Call, Answer> handle) => Add("DELETE", route, "api", handle);

    public Answer Answer(GitLabWorld world, Incoming request, byte[] body, string? contentType, FakeToken? token)
    {
        if (token is null or { Revoked: true })
        {
            return token is null
                ? Http.Answer.Unauthorized
                : Http.Answer.Json(
                    new System.Text.Json.Nodes.JsonObject
                    {
                        ["error"] = "invalid_token",
                        ["error_description"] = "Token was revoked. You have to re-authorize from the user.",
                    },
                    401
                );
        }

        if (!request.Path.StartsWith(Root, StringComparison.Ordinal))
        {
            return Http.Answer.Error(404, Unknown);
        }

        var segments = request.Path[Root.Length..].Split('/');
        foreach (var route in _routes)
        {
            if (route.Method == (request.Method == "HEAD" ? "GET" : request.Method) && Match(route.Segments, segments) is { } values)
            {
                if (!token.Allows(route.Scope))
                {
                    return Http.Answer.Scope(route.Scope);
                }

                lock (world.Gate)
                {
                    Before?.Invoke(world);
                    return route.Handle(new Call(world, request, body, contentType, token, values));
                }
            }
        }

        return Http.Answer.Json(new System.Text.Json.Nodes.JsonObject { ["error"] = Unknown }, 404);
    }

    private RouteTable Add(string method, string route, string scope, Func<Call, Answer> handle)
    {
        _routes.Add((method, route.Split('/'), scope, handle));
        return this;
    }

    private static Dictionary<string, string>? Match(string[] route, string[] segments)
    {
        if (route.Length != segments.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>();
        for (var i = 0; i < route.Length; i++)
        {
            if (route[i] is [':', .. var name])
            {
                values[name] = Uri.UnescapeDataString(segments[i]);
            }
            else if (route[i] != segments[i])
            {
                return null;
            }
        }

        return values;
    }
}
