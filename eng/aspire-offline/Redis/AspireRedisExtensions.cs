using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis
{
    public sealed class StackExchangeRedisSettings
    {
        public string? ConnectionString { get; set; }
        public bool DisableHealthChecks { get; set; }

        /// <summary>Tracing comes with the package only; here there is none to disable.</summary>
        public bool DisableTracing { get; set; }
    }
}

namespace Microsoft.Extensions.Hosting
{
    public static class AspireRedisExtensions
    {
        /// <summary>Adds an <see cref="IConnectionMultiplexer"/> for <c>ConnectionStrings:connectionName</c>, connected on first use, and its health check.</summary>
        public static void AddRedisClient(
            this IHostApplicationBuilder builder,
            string connectionName,
            Action<StackExchangeRedisSettings>? configureSettings = null,
            Action<ConfigurationOptions>? configureOptions = null
        )
        {
            var settings = new StackExchangeRedisSettings { ConnectionString = builder.Configuration.GetConnectionString(connectionName) };
            configureSettings?.Invoke(settings);
            builder.Services.AddSingleton<IConnectionMultiplexer>(services =>
            {
                var options = ConfigurationOptions.Parse(
                    settings.ConnectionString
                        ?? throw new InvalidOperationException(
                            $"No endpoints specified. Ensure a valid connection string was provided in 'ConnectionStrings:{connectionName}'."
                        )
                );
                configureOptions?.Invoke(options);
                return ConnectionMultiplexer.Connect(options);
            });
            if (!settings.DisableHealthChecks)
            {
                builder.Services.AddHealthChecks().Add(new("StackExchange.Redis", services => new Ping(services), null, null));
            }
        }

        private sealed class Ping(IServiceProvider services) : IHealthCheck
        {
            public async Task<HealthCheckResult> CheckHealthAsync(
                HealthCheckContext context,
                CancellationToken cancellationToken = default
            ) =>
                HealthCheckResult.Healthy(
                    $"{await services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().PingAsync().WaitAsync(cancellationToken)}"
                );
        }
    }
}
