using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Fake;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GitLabMcp.Benchmarks.GitLab;

/// <summary>The GitLab of a run, a process of its own. The fake GitLab answers each address once; from then on its bytes are sent
/// again, so that GitLab costs little beside what is measured. There are as many users as a run asks for.</summary>
internal sealed class PrebuiltGitLab(HttpClient world, string user, TimeSpan delay)
{
    private static readonly string[] SkippedHeaders = ["Transfer-Encoding", "Content-Length", "Content-Type", "Date", "Connection"];

    private readonly ConcurrentDictionary<string, Prebuilt> _answers = new();

    /// <summary>Serves until the process ends.</summary>
    /// <param name="delay">The time that GitLab takes for an answer.</param>
    public static async Task ServeAsync(string url, TimeSpan delay)
    {
        await using var world = await DemoWorld.Build().StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
        {
            BaseAddress = new Uri(world.ApiUrl[..^"/api/v4".Length]),
        };
        http.DefaultRequestHeaders.Authorization = new("Bearer", DemoWorld.Token);
        var gitlab = new PrebuiltGitLab(http, await http.GetStringAsync(new Uri("/api/v4/user", UriKind.Relative)), delay);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseUrls(url);
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(static options => options.ConfigureEndpointDefaults(static listen => listen.Protocols = HttpProtocols.Http1));
        await using var app = builder.Build();
        app.Run(gitlab.AnswerAsync);
        await app.RunAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, TimeProvider.System, http.RequestAborted);
        }

        var request = http.Request;
        var target = request.Path.Value + request.QueryString.Value;
        if (TokenOf(request) is not { } token || People.WithToken(token) is not { } person)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (!HttpMethods.IsGet(request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        await (target == "/api/v4/user" ? UserOf(person) : await AnswerAsync(target)).WriteAsync(http.Response);
    }

    private async ValueTask<Prebuilt> AnswerAsync(string target)
    {
        if (_answers.TryGetValue(target, out var known))
        {
            return known;
        }

        using var answer = await world.GetAsync(new Uri(target, UriKind.Relative));
        var headers = answer
            .Headers.Concat(answer.Content.Headers)
            .Where(static header => !SkippedHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(static header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value)));
        return _answers[target] = new(
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.ToString() ?? "application/json",
            [.. headers],
            await answer.Content.ReadAsByteArrayAsync()
        );
    }

    private Prebuilt UserOf(int person)
    {
        var node = JsonNode.Parse(user)!;
        (node["id"], node["username"]) = (People.UserId(person), string.Create(CultureInfo.InvariantCulture, $"person{person}"));
        return new(StatusCodes.Status200OK, "application/json", [], Encoding.UTF8.GetBytes(node.ToJsonString()));
    }

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } bearer] && bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? bearer["Bearer ".Length..]
            : request.Headers["PRIVATE-TOKEN"];

    private sealed record Prebuilt(int Status, string ContentType, KeyValuePair<string, string>[] Headers, byte[] Body)
    {
        public async Task WriteAsync(HttpResponse response)
        {
            (response.StatusCode, response.ContentType, response.ContentLength) = (Status, ContentType, Body.Length);
            foreach (var (name, value) in Headers)
            {
                response.Headers[name] = value;
            }

            await response.Body.WriteAsync(Body);
        }
    }
}
