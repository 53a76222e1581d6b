using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>What a client on a user's machine listens with for the code.</summary>
public sealed class CallbackListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource<IQueryCollection> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CallbackListener()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context =>
        {
            if (context.Request.Path == "/callback")
            {
                _answer.TrySetResult(context.Request.Query);
            }

            return context.Response.WriteAsync("Back at the client.");
        });
    }

    public string Url => _app.Urls.First().TrimEnd('/') + "/callback";

    /// <summary>What the browser brought.</summary>
    public Task<IQueryCollection> Answer => _answer.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    public static async Task<CallbackListener> StartAsync()
    {
        var listener = new CallbackListener();
        await listener._app.StartAsync();
        return listener;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
