using GitLabMcp.Edge;
using GitLabMcp.ServiceDefaults.Settings;

if (args is [ReadyCommand.Name, var url])
{
    return await ReadyCommand.RunAsync(url);
}

return await Start.RunAsync(() => EdgeApp.Build(args, static _ => { }));
