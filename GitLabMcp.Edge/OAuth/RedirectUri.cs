using System.Text.RegularExpressions;

namespace GitLabMcp.Edge.OAuth;

/// <summary>Where a user is sent back to. It is compared as text, because a parsed address may be another one to a browser. Only the port
/// of this machine's own address does not matter, which a program gets anew at each start (RFC 8252, 7.3).</summary>
internal sealed partial record RedirectUri
{
    private const int MaxLength = 512;

    private RedirectUri(string text, string withoutPort, Uri uri) => (Text, WithoutPort, Uri) = (text, withoutPort, uri);

    /// <summary>As it came.</summary>
    public string Text { get; }

    /// <summary>The same without the port when it leads to this machine; else as it came.</summary>
    public string WithoutPort { get; }

    public Uri Uri { get; }

    public bool IsLoopback => Uri.Scheme == Uri.UriSchemeHttp;

    /// <summary>The scheme of an application and not of the web: `cursor://…`.</summary>
    public bool IsOfApplication => Uri.Scheme is not ("http" or "https");

    /// <summary>Null for what no user may be sent to: other characters than those of addresses, a fragment, a user name, http that leaves
    /// this machine, steps in the path that a browser would resolve.</summary>
    public static RedirectUri? Parse(string text)
    {
        if (
            text.Length > MaxLength
            || !Form().IsMatch(text)
            || Traversal().IsMatch(text)
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.UserInfo.Length > 0
        )
        {
            return null;
        }

        var loopback = Loopback().Match(text);
        return uri.Scheme switch
        {
            "https" => uri.Host.Length > 0 ? new(text, text, uri) : null,
            "http" => loopback.Success ? new(text, $"http://{loopback.Groups[1].Value}{loopback.Groups[3].Value}", uri) : null,
            "javascript" or "data" or "vbscript" or "file" or "blob" or "about" or "filesystem" => null,
            _ => new(text, text, uri),
        };
    }

    public bool Matches(RedirectUri registered) => string.Equals(WithoutPort, registered.WithoutPort, StringComparison.Ordinal);

    /// <summary>The address with an answer for the client, and with who gave it (RFC 9207).</summary>
    public string With(string issuer, string? state, params ReadOnlySpan<(string Name, string Value)> answer)
    {
        var address = new System.Text.StringBuilder(Text).Append(Text.Contains('?', StringComparison.Ordinal) ? '&' : '?');
        foreach (var (name, value) in answer)
        {
            address.Append(name).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
        }

        if (state is not null)
        {
            address.Append("state=").Append(Uri.EscapeDataString(state)).Append('&');
        }

        return address.Append("iss=").Append(Uri.EscapeDataString(issuer)).ToString();
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.\-]*:[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]+\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"/\.{1,2}(/|\?|\z)|%2e|%2f|%5c", RegexOptions.IgnoreCase)]
    private static partial Regex Traversal();

    [GeneratedRegex(@"\Ahttp://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?([/?].*)?\z")]
    private static partial Regex Loopback();
}
