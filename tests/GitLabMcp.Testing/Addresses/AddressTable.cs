namespace GitLabMcp.Testing.Addresses;

/// <summary>What Edge and GitLabTools must decide alike about GitLab's address: one table for the tests of both.</summary>
public static class AddressTable
{
    /// <summary>A text that names a GitLab, and the one form of its API's address.</summary>
    public static readonly (string Text, string ApiUrl)[] Forms =
    [
        // The address of a web site means its API.
        ("https://gitlab.example.com", "https://gitlab.example.com/api/v4"),
        ("https://gitlab.example.com/", "https://gitlab.example.com/api/v4"),
        ("https://gitlab.example.com//", "https://gitlab.example.com/api/v4"),
        ("https://gitlab.example.com/api/v4", "https://gitlab.example.com/api/v4"),
        ("https://gitlab.example.com/api/v4/", "https://gitlab.example.com/api/v4"),
        ("https://gitlab.example.com/API/V4", "https://gitlab.example.com/api/v4"),
        ("https://gitlab.example.com/Api/v4//", "https://gitlab.example.com/api/v4"),
        // A relative URL installation.
        ("https://example.com/gitlab", "https://example.com/gitlab/api/v4"),
        ("https://example.com/gitlab/", "https://example.com/gitlab/api/v4"),
        ("https://example.com/gitlab/api/v4", "https://example.com/gitlab/api/v4"),
        ("https://example.com/gitlab/api/v4/", "https://example.com/gitlab/api/v4"),
        ("https://example.com/gitlab/API/V4/", "https://example.com/gitlab/api/v4"),
        ("https://example.com/foo/bar/gitlab/git", "https://example.com/foo/bar/gitlab/git/api/v4"),
        ("https://example.com/GitLab", "https://example.com/GitLab/api/v4"),
        ("https://example.com/gitlab-api/v4", "https://example.com/gitlab-api/v4/api/v4"),
        ("https://example.com/api", "https://example.com/api/api/v4"),
        ("http://gitlab.example.com:8080/gitlab/api/v4", "http://gitlab.example.com:8080/gitlab/api/v4"),
        // Scheme, host and port.
        ("HTTPS://GitLab.Example.com:443/api/v4/", "https://gitlab.example.com/api/v4"),
        ("HTTP://GITLAB.EXAMPLE.COM:80", "http://gitlab.example.com/api/v4"),
        ("https://gitlab.example.com:", "https://gitlab.example.com/api/v4"),
        ("https://gitlab.example.com:0443", "https://gitlab.example.com/api/v4"),
        ("https://gitlab.example.com:80", "https://gitlab.example.com:80/api/v4"),
        ("http://gitlab.example.com:443", "http://gitlab.example.com:443/api/v4"),
        ("https://gitlab.example.com:65535", "https://gitlab.example.com:65535/api/v4"),
        ("http://gitlab", "http://gitlab/api/v4"),
        ("http://gitlab_ce:8080", "http://gitlab_ce:8080/api/v4"),
        // International names, in the form that DNS, TLS and HTTP use.
        ("https://bücher.example", "https://xn--bcher-kva.example/api/v4"),
        ("https://BÜCHER.example/gitlab", "https://xn--bcher-kva.example/gitlab/api/v4"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example/api/v4"),
        ("https://XN--BCHER-KVA.example:443/", "https://xn--bcher-kva.example/api/v4"),
        ("https://gitlab。example", "https://gitlab.example/api/v4"),
        // The final dot of a name keeps a resolver from searching: it is another name.
        ("https://gitlab.example.com./api/v4", "https://gitlab.example.com./api/v4"),
        // IP addresses.
        ("https://192.0.2.1", "https://192.0.2.1/api/v4"),
        ("http://0300.0.2.1:8080", "http://192.0.2.1:8080/api/v4"),
        ("https://[2001:db8::1]", "https://[2001:db8::1]/api/v4"),
        ("https://[2001:DB8:0:0:0:0:0:1]:443/gitlab", "https://[2001:db8::1]/gitlab/api/v4"),
        ("http://[::1]:8080/api/v4/", "http://[::1]:8080/api/v4"),
        // Paths that RFC 3986, section 6.2.2, says are the same.
        ("https://example.com/./other/../gitlab", "https://example.com/gitlab/api/v4"),
        ("https://example.com/other/%2E%2e/gitlab/api/v4", "https://example.com/gitlab/api/v4"),
        ("https://example.com/%67itlab/%61pi/v4", "https://example.com/gitlab/api/v4"),
        ("https://example.com/../../api/v4", "https://example.com/api/v4"),
    ];

    /// <summary>Texts that name no GitLab, whoever gives them.</summary>
    public static readonly string[] NoAddresses =
    [
        "",
        " ",
        "gitlab",
        "gitlab.example.com",
        "gitlab.example.com:443",
        "//gitlab.example.com",
        "/api/v4",
        "https:",
        "https://",
        "https:///api/v4",
        "https:/gitlab.example.com",
        "https:gitlab.example.com",
        "https://:443",
        "ftp://gitlab.example.com",
        "file:///etc/passwd",
        "ws://gitlab.example.com",
        "javascript:alert(1)",
        "https://user@gitlab.example.com",
        "https://user:pass@gitlab.example.com",
        "https://@gitlab.example.com",
        "https://:@gitlab.example.com",
        "https://gitlab.example.com@evil.example",
        "https://gitlab.example.com/?",
        "https://gitlab.example.com/?a=b",
        "https://gitlab.example.com?a=b",
        "https://gitlab.example.com/#",
        "https://gitlab.example.com/api/v4#a",
        "https://gitlab.example.com:0",
        "https://gitlab.example.com:-1",
        "https://gitlab.example.com:65536",
        "https://gitlab.example.com:99999999999",
        "https://gitlab.example.com:4 43",
        "https://gitlab.example.com:４４３",
        "https://gitlab.example.com:443:443",
        "https://gitlab.example.com..",
        "https://-",
        "https://*.example.com",
        "https://gitlab.example.com,evil.example",
        "https://%67itlab.example.com",
        "https://[::1",
        "https://::1",
        "https://[fe80::1%25eth0]",
        "https://[fe80::1%eth0]",
        " https://gitlab.example.com",
        "https://gitlab.example.com ",
        "https://gitlab.example.com/git lab",
        "https://gitlab.example.com/\tgitlab",
        "https://gitlab.example.com\n",
        "ht\ntps://gitlab.example.com",
        "https://gitlab.example.com\0.evil.example",
        "https://gitlab.example.com/\u00a0",
        @"https:\\gitlab.example.com",
        @"https://gitlab.example.com\@evil.example",
        @"https://gitlab.example.com/\evil.example",
        "https://gitlab.example.com/gitlab%2fapi%2fv4",
        "https://gitlab.example.com/gitlab%5c",
        "https://gitlab.example.com/%00",
        "https://gitlab.example.com/%252e%252e/",
        "https://gitlab.example.com/gitlab%20",
        "https://gitlab.example.com/ü",
        "https://gitlab.example.com/%",
        "https://gitlab.example.com/" + new string('a', 2048),
        "https://" + new string('a', 64) + ".example",
        "https://xn--ü.example",
        "https://\u202e.example",
        "https://\ud800.example",
    ];

    /// <summary>Entries of GITLAB_ALLOWED_HOSTS that stop the start of both services.</summary>
    public static readonly string[] NoAllowedHosts =
    [
        "*",
        "*.example.com",
        "https://*.example.com",
        "gitlab.example.com/gitlab",
        "https://gitlab.example.com/gitlab",
        "gitlab.example.com/api/v4",
        "https://gitlab.example.com/?",
        "user:pass@gitlab.example.com",
        "ftp://gitlab.example.com",
        "gitlab.example.com:0",
        "gitlab.example.com:65536",
        @"gitlab.example.com\evil.example",
        "::1",
    ];

    /// <summary>One operator's settings, and which addresses a request may name there.</summary>
    public static readonly AddressRules[] Rules =
    [
        new("https://gitlab.example.com", AllowedHosts: null)
        {
            Allowed =
            [
                "https://gitlab.example.com",
                "https://gitlab.example.com/",
                "https://gitlab.example.com/api/v4",
                "https://gitlab.example.com/api/v4/",
                "https://gitlab.example.com/API/v4",
                "HTTPS://GITLAB.EXAMPLE.COM:443/api/v4",
            ],
            Refused =
            [
                "http://gitlab.example.com",
                "http://gitlab.example.com:443",
                "https://gitlab.example.com:8443",
                "https://gitlab.example.com/gitlab",
                "https://gitlab.example.com.",
                "https://gitlab.example.com.evil.example",
                "https://sub.gitlab.example.com",
                "https://one.example.com",
            ],
        },
        new("https://example.com/gitlab", AllowedHosts: null)
        {
            Allowed =
            [
                "https://example.com/gitlab",
                "https://example.com/gitlab/",
                "https://example.com/gitlab/api/v4",
                "https://example.com/gitlab/api/v4/",
                "https://example.com:443/other/../gitlab",
            ],
            Refused =
            [
                "https://example.com",
                "https://example.com/api/v4",
                "https://example.com/GitLab",
                "https://example.com/gitlab/other",
                "https://example.com/gitlab/../other",
                "https://example.com/gitlab/api/v3",
                "https://example.com/other/gitlab",
            ],
        },
        new("https://example.com/gitlab/api/v4/", AllowedHosts: null)
        {
            Allowed = ["https://example.com/gitlab", "https://example.com/gitlab/api/v4"],
            Refused = ["https://example.com/api/v4"],
        },
        new("https://bücher.example", AllowedHosts: null)
        {
            Allowed = ["https://bücher.example/api/v4", "https://BÜCHER.example", "https://xn--bcher-kva.example"],
            Refused = ["https://bucher.example", "https://xn--bcher-kva.example.evil.example"],
        },
        new("https://xn--bcher-kva.example/api/v4", AllowedHosts: null)
        {
            Allowed = ["https://bücher.example", "https://xn--bcher-kva.example"],
            Refused = ["https://xn--bcher.example"],
        },
        new(
            "https://gitlab.example.com",
            "one.example.com, two.example.com:8443 http://three.example.com:8080,https://FOUR.example.com:443/ bücher.example "
                + "xn--strae-oqa.example [2001:db8::1] http://[2001:db8::2]:8080 192.0.2.1"
        )
        {
            Allowed =
            [
                "https://gitlab.example.com/api/v4",
                "https://one.example.com",
                "https://one.example.com:443/api/v4",
                "https://one.example.com/gitlab",
                "https://two.example.com:8443/api/v4",
                "http://three.example.com:8080",
                "https://four.example.com",
                "https://bücher.example",
                "https://xn--bcher-kva.example",
                "https://straße.example",
                "https://[2001:db8::1]",
                "https://[2001:DB8:0::1]:443/gitlab/api/v4",
                "http://[2001:db8::2]:8080",
                "https://192.0.2.1",
                "https://0300.0.2.1",
            ],
            Refused =
            [
                "http://gitlab.example.com",
                "https://gitlab.example.com/gitlab/api/v4",
                "http://one.example.com",
                "http://one.example.com:443",
                "https://one.example.com:8443",
                "https://one.example.com.",
                "https://two.example.com",
                "https://three.example.com:8080",
                "http://three.example.com",
                "https://sub.one.example.com",
                "https://one.example.com.evil.example",
                "https://one.example.com@evil.example",
                "https://[2001:db8::2]",
                "https://[2001:db8::3]",
                "https://[::ffff:192.0.2.1]",
                "https://192.0.2.1:8443",
                "https://169.254.169.254",
                "https://0251.0376.0251.0376",
                "http://localhost",
                "http://127.1",
                "http://2130706433",
                "http://[::1]",
            ],
        },
    ];
}
