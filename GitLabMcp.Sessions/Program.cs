using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Sessions;

if (args is [PrincipalHash.Command, ..])
{
    return PrincipalHash.Print(args, Console.Out, Console.Error);
}

if (args is [ReadyCommand.Name, var url])
{
    return await ReadyCommand.RunAsync(url);
}

return await Start.RunAsync(() => SessionsApp.Build(args, static _ => { }));
