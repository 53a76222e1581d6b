using System.Security.Cryptography;
using GitLabMcp.Edge;
using GitLabMcp.Edge.Monitoring;
using GitLabMcp.GitLabTools;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.ServiceDefaults.Internal;
using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Sessions;
using GitLabMcp.Standalone.Stdio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GitLabMcp.Standalone;

/// <summary>The three services of the deployment in one process. Each is built by its own method, as when it runs alone. The Edge calls
/// the other two in memory.</summary>
public static class StandaloneApp
{
    /// <summary>Runs until the process is told to stop, or, over stdio, until the client closes its end.</summary>
    /// <param name="args">The command line, read as settings.</param>
    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static async Task RunAsync(string[] args)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddEnvironmentVariables().AddCommandLine(args);
        configuration.AddSecretFiles();
        var settings = new SettingsReader(configuration);
        var usesStdio = !settings.Flag(ServerSettings.StreamableHttp);
        if (usesStdio)
        {
            StdioRules.Check(settings);
        }

        string[] shared = [.. args, .. Shared(settings)];
        await using var sessions = SessionsApp.Build(shared, builder => ServeInMemory(builder, usesStdio));
        await using var tools = GitLabToolsApp.Build(shared, builder => ServeInMemory(builder, usesStdio));

        try
        {
            // In parallel, because a client that starts a command waits for it; and before the Edge, which needs them when it is built.
            await Task.WhenAll(sessions.StartAsync(), tools.StartAsync());
            await RunEdgeAsync([.. shared, .. usesStdio ? StdioRules.EdgeSettings : []], sessions, tools, usesStdio);
        }
        finally
        {
            await Task.WhenAll(sessions.StopAsync(), tools.StopAsync());
        }
    }

    private static async Task RunEdgeAsync(string[] args, WebApplication sessions, WebApplication tools, bool usesStdio)
    {
        await using var edge = EdgeApp.Build(
            args,
            builder =>
            {
                builder.Services.ReachInProcess("http://_grpc.sessions", sessions.GetTestServer().CreateHandler);
                builder.Services.ReachInProcess("http://_grpc.gitlab-tools", tools.GetTestServer().CreateHandler);

                // A small process stays small. And a client that starts it sends its first messages at once.
                builder.Services.AddSingleton(new WarmUpRounds(usesStdio ? 0 : 1));
                if (usesStdio)
                {
                    ServeInMemory(builder, usesStdio);
                }
            }
        );

        if (usesStdio)
        {
            await StdioServer.RunAsync(edge, ct => GitLabToolsApp.GitLabProblemAsync(tools, ct));
        }
        else
        {
            await Start.RunToEndAsync(edge);
        }
    }

    private static void ServeInMemory(WebApplicationBuilder builder, bool usesStdio)
    {
        builder.WebHost.UseTestServer();

        // The Edge of the process speaks for all three, where it can be asked at all.
        builder.Services.AddSingleton(Scraping.Off);
        if (usesStdio)
        {
            builder.LogToStandardError();
        }
    }

    /// <summary>What services of one process need no operator for.</summary>
    private static IEnumerable<string> Shared(SettingsReader settings)
    {
        // Started in any folder, so a file of settings that happens to be there is not ours.
        yield return $"--{HostDefaults.ContentRootKey}={AppContext.BaseDirectory}";
        yield return "--hostBuilder:reloadConfigOnChange=false";
        yield return $"--{InternalSettings.Credential.Name}={RandomSecret()}";
        yield return $"--{InternalSettings.Credential.Name}_FILE=";
        if (!settings.IsGiven(ServerSettings.ShutdownDelay))
        {
            // There is no other replica that a balancer could send requests to.
            yield return "--SHUTDOWN_DELAY_SECONDS=0";
        }

        if (!settings.IsGiven(SessionSettings.Keys) && !settings.IsGiven(SessionSettings.Redis))
        {
            yield return $"--SESSION_KEYS={RandomSecret()}";
        }
    }

    private static string RandomSecret() => RandomNumberGenerator.GetHexString(64);
}
