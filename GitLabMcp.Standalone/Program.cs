using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Standalone;

if (CommandLine.Answer(args) is { } answer)
{
    Console.WriteLine(answer);
    return 0;
}

if (args is [ReadyCommand.Name, var url])
{
    return await ReadyCommand.RunAsync(url);
}

if (!CommandLine.IsOfSettings(args))
{
    await Console.Error.WriteLineAsync(CommandLine.Unknown);
    return 1;
}

return await Start.RunAsync(() => StandaloneApp.RunAsync(args));
