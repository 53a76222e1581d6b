using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.Standalone.Tests.Hosting;

/// <summary>A server that is no GitLab, and answers every request in the same way.</summary>
internal sealed class OtherServer(WebApplication app) : IAsyncDisposable
{
    public string ApiUrl => app.Urls.First() + "/api/v4";

    public static async Task<OtherServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
