using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>Takes the addresses of the other services from <c>SESSIONS_GRPC</c> and <c>GITLAB_TOOLS_GRPC</c>, and names them as service
/// discovery does: <c>services__gitlab-tools__grpc__0</c>, which no shell can export. Whoever gives such a name keeps it; the AppHost
/// gives both.</summary>
public static class ServiceAddresses
{
    /// <exception cref="InvalidSettingException">A text is no address.</exception>
    public static void AddServiceAddresses(this IConfigurationManager configuration)
    {
        configuration.AddAddresses("sessions", InternalSettings.SessionsAddresses);
        configuration.AddAddresses("gitlab-tools", InternalSettings.GitLabToolsAddresses);
    }

    private static void AddAddresses(this IConfigurationManager configuration, string service, ListSetting setting)
    {
        var section = configuration.GetSection($"services:{service}:grpc");
        if (!section.Exists())
        {
            configuration.AddInMemoryCollection(
                new SettingsReader(configuration)
                    .List(setting)
                    .Select((text, number) => KeyValuePair.Create<string, string?>($"{section.Path}:{number}", Address(setting, text)))
            );
        }
    }

    private static string Address(ListSetting setting, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http", Host.Length: > 0, UserInfo: "", AbsolutePath: "/", Query: "", Fragment: "" }
            ? text
            : throw new InvalidSettingException(
                // The text is not repeated, because it may hold a password.
                $"{setting.Name} is not valid: expected addresses such as http://localhost:5101, separated by commas."
            );
}
