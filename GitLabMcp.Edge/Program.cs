using GitLabMcp.Edge;
using GitLabMcp.ServiceDefaults.Settings;

return await Start.RunAsync(() => EdgeApp.Build(args, static _ => { }));
