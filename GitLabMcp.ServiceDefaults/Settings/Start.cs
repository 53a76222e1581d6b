using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>Starts a service so that a setting which cannot be used ends it with exit code 1 and the reason on
/// standard error, instead of a stack trace.</summary>
public static class Start
{
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
    }
}
