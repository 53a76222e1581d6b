using GitLabMcp.GitLabTools;
using GitLabMcp.ServiceDefaults.Settings;

if (args is [ReadyCommand.Name, var url])
{
    return await ReadyCommand.RunAsync(url);
}

return await Start.RunAsync(() => GitLabToolsApp.Build(args, static _ => { }));
