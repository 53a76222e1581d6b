using GitLabMcp.GitLabTools;
using GitLabMcp.ServiceDefaults.Settings;

return await Start.RunAsync(() => GitLabToolsApp.Build(args, static _ => { }));
