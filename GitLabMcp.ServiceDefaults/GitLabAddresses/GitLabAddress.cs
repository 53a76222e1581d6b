namespace GitLabMcp.ServiceDefaults.GitLabAddresses;

/// <summary>The address of one GitLab, in one form. `https://example.com/gitlab`, the address of the web site, and
/// `https://example.com/gitlab/api/v4`, the address of its API, are the same GitLab. Sessions and principals are bound to
/// <see cref="ApiUrl"/>, so another form of it would end living sessions.</summary>
public sealed record GitLabAddress
{
    /// <summary>In characters.</summary>
    public const int MaxLength = 2048;

    private const string ApiPath = "/api/v4";

    private GitLabAddress(Uri uri)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : HostOf(uri);
        var path = uri.AbsolutePath.TrimEnd('/');
        var root = path.EndsWith(ApiPath, StringComparison.OrdinalIgnoreCase) ? path[..^ApiPath.Length] : path;
        ApiUrl = $"{uri.Scheme}://{host}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}{root}{ApiPath}";
        Api = new Uri(ApiUrl + "/");
        Origin = OriginOf(Api);
        WebPath = root + "/";
    }

    /// <summary>`https://example.com/gitlab/api/v4`: lower-case scheme and host, international names as punycode, the port
    /// unless it is the scheme's own, no slash at the end.</summary>
    public string ApiUrl { get; }

    /// <summary>`https://example.com/gitlab`: the web site, without a slash at the end.</summary>
    public string WebUrl => ApiUrl[..^ApiPath.Length];

    /// <summary>The base of the addresses of requests: <see cref="ApiUrl"/> with a slash at the end.</summary>
    public Uri Api { get; }

    /// <summary>`https://example.com:443`: always with the port.</summary>
    public string Origin { get; }

    /// <summary>The path of the web site: `/`, or `/gitlab/` of an installation under a relative URL
    /// (https://docs.gitlab.com/install/relative_url/).</summary>
    public string WebPath { get; }

    /// <summary>Reads the address of a GitLab's web site or of its API.</summary>
    public static ParsedAddress Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            return new ParsedAddress.Invalid($"It is longer than {MaxLength} characters.");
        }

        if (text.Any(c => c == '\\' || char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return new ParsedAddress.Invalid("It holds a backslash, white space or a control character.");
        }

        if (text.AsSpan().ContainsAny('@', '?', '#'))
        {
            return new ParsedAddress.Invalid("It holds a user name, a query or a fragment.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return new ParsedAddress.Invalid("It is not a URL that begins with https:// or http:// and a host.");
        }

        if (!IsHost(uri) || uri.Port == 0)
        {
            return new ParsedAddress.Invalid("Its host or its port cannot be connected to.");
        }

        // Uri has decoded the letters of the path and has resolved its dots. What is still encoded, such as a slash, may mean
        // another path to a proxy than to GitLab.
        return uri.AbsolutePath.Contains('%', StringComparison.Ordinal)
            ? new ParsedAddress.Invalid("Its path holds a character that must be encoded.")
            : new ParsedAddress.Valid(new GitLabAddress(uri));
    }

    /// <summary>`https://example.com:443`, with the host in the form that is connected to.</summary>
    public static string OriginOf(Uri uri) => $"{uri.Scheme}://{HostOf(uri)}:{uri.Port}";

    /// <summary>Whether a connection to that host and port is one to this GitLab.</summary>
    /// <param name="host">As in <see cref="Uri.IdnHost"/>.</param>
    /// <param name="port">Never left out.</param>
    public bool IsAt(string host, int port) => host == Api.IdnHost && port == Api.Port;

    /// <summary>Whether a page with that scheme, host and port may be one of this GitLab's. A link may say http where the API
    /// has https, or the other way round, as long as neither names a port: nothing is requested from it.</summary>
    public bool IsHostOfPage(Uri page) =>
        HostOf(page) == Api.IdnHost && (page.Port == Api.Port || (page.IsDefaultPort && Api.IsDefaultPort));

    public override string ToString() => ApiUrl;

    /// <summary>The name in the form that DNS and TLS use. Empty when an international name has no such form, for which
    /// <see cref="Uri.IdnHost"/> throws.</summary>
    private static string HostOf(Uri uri)
    {
        try
        {
            return uri.IdnHost;
        }
        catch (UriFormatException)
        {
            return "";
        }
    }

    /// <summary>Refuses what Uri lets pass besides names and IP addresses, and IPv6 addresses with a zone (`fe80::1%eth0`), which
    /// Uri drops on the way to the connection.</summary>
    private static bool IsHost(Uri uri) =>
        uri.HostNameType switch
        {
            UriHostNameType.Dns => Uri.CheckHostName(HostOf(uri)) == UriHostNameType.Dns,
            UriHostNameType.IPv4 => true,
            UriHostNameType.IPv6 => !uri.IdnHost.Contains('%', StringComparison.Ordinal),
            _ => false,
        };
}
