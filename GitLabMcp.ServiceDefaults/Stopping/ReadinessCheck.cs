using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GitLabMcp.ServiceDefaults.Stopping;

/// <summary>GET /ready is answered with 503 while the process stops.</summary>
internal sealed class ReadinessCheck(Readiness readiness) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(readiness.IsServing ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The process stops."));
}
