namespace GitLabMcp.Edge.OAuth;

/// <summary>Two cookies: by which a browser is known during a sign-in, and what its user has consented to.</summary>
internal sealed class BrowserCookies(EdgeSettings settings, Seals seals, TimeProvider time)
{
    private const int MaxConsents = 20;

    private static readonly TimeSpan BrowserAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan ConsentAge = TimeSpan.FromDays(30);

    // The prefix lets no other host set the cookie. It needs https, which a server on loopback does not have.
    private readonly bool _isSecure = settings.OAuth.ServerUrl?.StartsWith("https:", StringComparison.Ordinal) ?? false;

    private string Browser => Name("gitlab-mcp-browser");

    private string Consents => Name("gitlab-mcp-consents");

    /// <summary>The hash of this browser's cookie; null when it has none.</summary>
    public string? BrowserOf(HttpRequest request) => request.Cookies[Browser] is { Length: 43 } cookie ? Hash.Of("browser", cookie) : null;

    /// <summary>The same, for a browser that gets the cookie where it has none.</summary>
    public string KnowBrowser(HttpContext context)
    {
        var cookie = context.Request.Cookies[Browser] is { Length: 43 } known ? known : Hash.Random();
        context.Response.Cookies.Append(Browser, cookie, Options(BrowserAge));
        return Hash.Of("browser", cookie);
    }

    public bool HasConsented(HttpRequest request, SignIn signIn) =>
        Read(request).TryGetValue(KeyOf(signIn), out var ends) && ends > time.GetUtcNow();

    public void Remember(HttpContext context, SignIn signIn)
    {
        var now = time.GetUtcNow();
        var consents = Read(context.Request)
            .Where(consent => consent.Value > now && consent.Key != KeyOf(signIn))
            .OrderByDescending(consent => consent.Value)
            .Take(MaxConsents - 1)
            .Append(KeyValuePair.Create(KeyOf(signIn), now + ConsentAge))
            .ToDictionary(StringComparer.Ordinal);
        context.Response.Cookies.Append(Consents, seals.Consents.Close(new GivenConsents(consents)), Options(ConsentAge));
    }

    private IReadOnlyDictionary<string, DateTimeOffset> Read(HttpRequest request) =>
        request.Cookies[Consents] is { } cookie && seals.Consents.Open(cookie) is { } consents
            ? consents.Ends
            : new Dictionary<string, DateTimeOffset>();

    private static string KeyOf(SignIn signIn) =>
        Hash.Of("consent", signIn.Client, RedirectUri.Parse(signIn.RedirectUri)!.WithoutPort, signIn.Scope);

    private string Name(string name) => _isSecure ? "__Host-" + name : name;

    /// <summary>Lax, because a user comes back from GitLab by a link of another site.</summary>
    private CookieOptions Options(TimeSpan age) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = age,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = _isSecure,
        };
}
