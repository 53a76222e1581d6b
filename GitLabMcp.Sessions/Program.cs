using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Sessions;

return await Start.RunAsync(() => SessionsApp.Build(args, static _ => { }));
