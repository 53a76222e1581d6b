using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.AppHost;

internal static class SettingsExtensions
{
    /// <summary>Hands those of the named settings to the service that the operator gave.</summary>
    public static IResourceBuilder<ProjectResource> WithSettings(
        this IResourceBuilder<ProjectResource> service,
        Settings settings,
        Setting[] ofService
    )
    {
        foreach (var setting in ofService)
        {
            if (settings.Given(setting) is { } value)
            {
                service.WithEnvironment(setting.EnvironmentName, value);
            }
        }

        return service;
    }

    /// <summary>A secret that the operator gives, or one that is generated. A generated secret is kept in the AppHost's user
    /// secrets, so that the session ids of the last run are adopted by the next one.</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name, string? given) =>
        given is null
            ? builder.AddParameter(name, new GenerateParameterDefault { MinLength = 44, Special = false }, secret: true, persist: true)
            : builder.AddParameter(name, given, secret: true);
}
