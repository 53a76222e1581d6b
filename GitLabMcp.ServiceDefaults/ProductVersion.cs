using System.Reflection;

namespace GitLabMcp.ServiceDefaults;

/// <summary>The one version of the product (the property Version of Directory.Build.props), `1.2.0`: users see it in serverInfo,
/// GitLab in the User-Agent, operators in /health and in the telemetry.</summary>
public static class ProductVersion
{
    public static readonly string Text = typeof(ProductVersion)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];
}
