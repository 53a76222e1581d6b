using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>Starts a service so that a setting which cannot be used ends it with exit code 1 and the reason on
/// standard error, instead of a stack trace.</summary>
public static class Start
{
    /// <summary>A service has its appsettings.json beside its program, wherever it is started, unless contentRoot says otherwise.</summary>
    /// <param name="args">The command line, read as settings.</param>
    public static WebApplicationOptions BesideProgram(string[] args)
    {
        var given = new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddCommandLine(args)
            .Build();
        return new() { Args = args, ContentRootPath = given[HostDefaults.ContentRootKey] ?? AppContext.BaseDirectory };
    }

    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        try
        {
            await using var app = build();
            await app.RunAsync();
            return 0;
        }
        catch (InvalidSettingException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} End the other process, or give this one another port.");
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
