using System.Net.Sockets;
using GitLabMcp.ServiceDefaults.Stopping;
using Microsoft.AspNetCore.Connections;

namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>Starts a service. A setting that cannot be used ends the service with exit code 1 and with the reason on standard
/// error, without a stack trace.</summary>
public static class Start
{
    /// <summary>Reads appsettings.json from the folder of the program, whatever the current directory is, unless the setting
    /// contentRoot names another folder.</summary>
    /// <param name="args">The command line, read as settings.</param>
    public static WebApplicationOptions BesideProgram(string[] args)
    {
        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddCommandLine(args)
            .Build();
        return new() { Args = args, ContentRootPath = configuration[HostDefaults.ContentRootKey] ?? AppContext.BaseDirectory };
    }

    public static Task<int> RunAsync(Func<WebApplication> build) =>
        RunAsync(async () =>
        {
            await using var app = build();
            await RunToEndAsync(app);
        });

    /// <summary>Runs until the process is told to stop. A start that fails, because the port is taken for example, stops what has started
    /// before it: a background service would otherwise go on for a moment with connections that are closed, and log that.</summary>
    public static async Task RunToEndAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync();
            throw;
        }

        await app.WaitForShutdownAsync();
    }

    /// <param name="run">Builds what runs, and runs it to its end.</param>
    public static async Task<int> RunAsync(Func<Task> run)
    {
        try
        {
            using var secondSignal = new SecondSignal();
            await run();
            return 0;
        }
        catch (InvalidSettingException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"{e.Message} End the other process, or give this one another address with PORT (Sessions and GitLabTools: with "
                    + "Kestrel__Endpoints__grpc__Url or Kestrel__Endpoints__health__Url)."
            );
            return 1;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AccessDenied or SocketError.AddressNotAvailable)
        {
            await Console.Error.WriteLineAsync(
                $"The address to listen on cannot be used: {e.Message}. Give an address of this machine and a port that this user may open."
            );
            return 1;
        }
    }
}
