using System.Net;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>The proxy for requests to GitLab: HTTP_PROXY or HTTPS_PROXY (`http://user:password@proxy.example.com:3128`), by the scheme
/// of GitLab's address, except for the hosts of NO_PROXY: `example.com` with its subdomains, `host:port`, or `*`.</summary>
/// <remarks>System.Net.WebProxy has one address for both schemes, and its exceptions are regular expressions over the whole address,
/// in which `0.0.1` also matches 127.0.0.1. The handler's own reading of these variables knows no ports and no `*` in NO_PROXY, and
/// does not see settings that stand on the command line.</remarks>
internal sealed class GitLabProxy : IWebProxy
{
    private readonly Uri? _http,
        _https;
    private readonly IReadOnlyList<string> _exceptions;

    private GitLabProxy(SettingsReader settings)
    {
        (_http, _https) = (Address(settings, GitLabSettings.HttpProxy), Address(settings, GitLabSettings.HttpsProxy));
        _exceptions = settings.List(GitLabSettings.NoProxy);
    }

    public ICredentials? Credentials
    {
        get => new AddressCredentials(this);
        set => throw new NotSupportedException("The credentials are part of the proxy's address.");
    }

    /// <returns>Null when no proxy is set.</returns>
    /// <exception cref="InvalidSettingException">An address is not valid.</exception>
    public static GitLabProxy? Of(SettingsReader settings)
    {
        var proxy = new GitLabProxy(settings);
        return proxy._http is null && proxy._https is null ? null : proxy;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Of(destination);

    public bool IsBypassed(Uri host) => Of(host) is null || _exceptions.Any(entry => Covers(entry, host));

    private Uri? Of(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    private static bool Covers(string entry, Uri host)
    {
        if (entry == "*")
        {
            return true;
        }

        var name = entry.EndsWith($":{host.Port}", StringComparison.Ordinal) ? entry[..entry.LastIndexOf(':')] : entry;
        name = name.TrimStart('*').TrimStart('.');
        return host.IdnHost.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (host.HostNameType == UriHostNameType.Dns && host.IdnHost.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }

    private static Uri? Address(SettingsReader settings, SecretSetting setting)
    {
        if (settings.Text(setting) is not { } text)
        {
            return null;
        }

        // The message does not repeat the address, because it may contain a password.
        return
            Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5"
            && uri.Host.Length > 0
            ? uri
            : throw new InvalidSettingException(
                $"{setting.Name} is not valid: expected the address of a proxy, like http://proxy.example.com:3128."
            );
    }

    private sealed class AddressCredentials(GitLabProxy proxy) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType) =>
            (
                proxy._http == uri ? proxy._http
                : proxy._https == uri ? proxy._https
                : null
            )?.UserInfo
                is not { Length: > 0 } info
                ? null
            : info.Split(':', 2) is [var user, var password] ? new(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : new(Uri.UnescapeDataString(info), "");
    }
}
