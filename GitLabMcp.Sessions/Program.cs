using GitLabMcp.Sessions;
using GitLabMcp.ServiceDefaults.Settings;

return await Start.RunAsync(() => SessionsApp.Build(args, static _ => { }));
