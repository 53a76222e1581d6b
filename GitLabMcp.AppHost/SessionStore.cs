namespace GitLabMcp.AppHost;

/// <summary>Redis behind the connection name `redis`: the one that <c>ConnectionStrings__redis</c> names, a container
/// where containers run, or a local redis-server. Ours never writes to disk: it holds people's sealed tokens.</summary>
internal static class SessionStore
{
    public static IResourceBuilder<IResourceWithConnectionString> AddSessionStore(
        this IDistributedApplicationBuilder builder,
        Settings settings
    )
    {
        if (settings.Text("ConnectionStrings:redis") is not null)
        {
            return builder.AddConnectionString("redis");
        }

        return builder.ExecutionContext.IsPublishMode || ContainerEngine.IsRunning()
            ? builder.AddRedisContainer()
            : builder.AddLocalRedis();
    }

    private static IResourceBuilder<IResourceWithConnectionString> AddRedisContainer(this IDistributedApplicationBuilder builder) =>
        builder
            .AddRedis("redis")
            .WithArgs(context =>
            {
                if (builder.ExecutionContext.IsPublishMode)
                {
                    // There the whole command is one argument of a shell.
                    context.Args[^1] = context.Args[^1] + " --save '' --appendonly no";
                    return;
                }

                context.Args.Add("--save");
                context.Args.Add("");
                context.Args.Add("--appendonly");
                context.Args.Add("no");
            });

    private static IResourceBuilder<IResourceWithConnectionString> AddLocalRedis(this IDistributedApplicationBuilder builder)
    {
        var server = builder
            .AddExecutable("redis-server", "redis-server", ".", "--bind", "127.0.0.1", "-::1", "--save", "", "--appendonly", "no")
            .WithEndpoint(name: "tcp", scheme: "tcp", env: "REDIS_PORT");
        server.WithArgs(context =>
        {
            context.Args.Add("--port");
            context.Args.Add(server.GetEndpoint("tcp").Property(EndpointProperty.TargetPort));
        });
        return builder
            .AddConnectionString("redis", ReferenceExpression.Create($"{server.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort)}"))
            .WaitFor(server);
    }
}
