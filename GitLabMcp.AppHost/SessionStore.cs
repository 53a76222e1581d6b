using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GitLabMcp.AppHost;

/// <summary>Redis behind the connection name `redis`: the one that <c>ConnectionStrings__redis</c> names, the redis-server of this
/// machine, or a container. What the AppHost starts never writes to disk, because it holds people's sealed tokens.</summary>
internal static class SessionStore
{
    public const string Name = "redis";

    public static IResourceBuilder<IResourceWithConnectionString> AddSessionStore(
        this IDistributedApplicationBuilder builder,
        Settings settings
    ) =>
        settings.Given(SessionSettings.Redis) is not null ? builder.AddConnectionString(Name).WithIconName("Database")
        : builder.ExecutionContext.IsPublishMode ? builder.AddRedisContainer()
        : LocalServer() is { } server ? builder.AddLocalRedis(server)
        : builder.AddRedisContainer().WithStartWatch();

    /// <exception cref="InvalidSettingException">There can be no Redis here.</exception>
    public static void Check(DistributedApplicationExecutionContext context, Settings settings)
    {
        if (
            !context.IsPublishMode
            && settings.Given(SessionSettings.Redis) is null
            && LocalServer() is null
            && !ContainerEngine.IsRunning()
        )
        {
            throw new InvalidSettingException(
                "Redis is missing: install redis-server, start a container engine, or name a Redis in ConnectionStrings__redis=host:port."
            );
        }
    }

    /// <summary>Path of redis-server; null when it is not installed.</summary>
    private static string? LocalServer() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);

    private static IResourceBuilder<RedisResource> AddRedisContainer(this IDistributedApplicationBuilder builder) =>
        builder
            .AddRedis(Name)
            .WithoutHttpsCertificate()
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

    private static IResourceBuilder<RedisResource> WithStartWatch(this IResourceBuilder<RedisResource> redis)
    {
        redis.ApplicationBuilder.Services.TryAddSingleton(TimeProvider.System);
        redis.ApplicationBuilder.Services.AddHostedService<ContainerStart>();
        return redis;
    }

    /// <summary>A connection `redis` with its process `redis-server` below it, which the dashboard shows as one thing.</summary>
    private static IResourceBuilder<IResourceWithConnectionString> AddLocalRedis(this IDistributedApplicationBuilder builder, string path)
    {
        var server = builder
            .AddExecutable("redis-server", path, ".", "--bind", "127.0.0.1", "-::1", "--save", "", "--appendonly", "no")
            .WithEndpoint(name: "tcp", scheme: "tcp", env: "REDIS_PORT")
            .WithIconName("Database")
            .WithoutLinks();
        var port = server.GetEndpoint("tcp").Property(EndpointProperty.TargetPort);
        server.WithArgs("--port", port);

        var address = server.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort);
        var redis = builder.AddConnectionString(Name, ReferenceExpression.Create($"{address}")).WaitFor(server).WithIconName("Database");
        server.WithParentRelationship(redis);
        return redis;
    }
}
