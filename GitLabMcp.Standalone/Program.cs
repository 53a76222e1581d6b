using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Standalone;

if (CommandLine.Answer(args) is { } answer)
{
    Console.WriteLine(answer);
    return 0;
}

return await Start.RunAsync(() => StandaloneApp.RunAsync(args));
