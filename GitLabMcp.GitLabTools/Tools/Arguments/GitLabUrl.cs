using System.Text.RegularExpressions;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>To whom the page of a web address belongs.</summary>
internal enum UrlOwner
{
    Project,
    Group,

    /// <summary>`https://gitlab.example.com/group/app`.</summary>
    ProjectOrGroup,
}

/// <summary>The web address of a page of GitLab, taken apart as it was written (a <see cref="Uri"/> would resolve dots):
/// `https://gitlab.example.com/group/app/-/issues/12/designs#note_77` is the page issues, 12, designs of the project group/app,
/// and its note 77. Nothing is ever requested from it.</summary>
/// <param name="Page">The parts of the address after `/-/`, unescaped.</param>
internal sealed partial record GitLabUrl(UrlOwner Owner, string Path, string[] Page, string? Note)
{
    /// <summary>Each part is a whole name, with its slashes, as in the addresses of the API.</summary>
    public bool IsExact { get; init; }

    private const int MaxLength = 4096;

    public const string Rule =
        "Argument url must be the web address of a page of GitLab, like https://gitlab.example.com/group/app/-/issues/12, "
        + "without user name, dots as a part or control characters.";

    /// <summary>Takes a page of this instance only. The sentence of a refusal repeats nothing of the address but its host: there may be
    /// secrets in it.</summary>
    public static Reading<GitLabUrl> Parse(string text, GitLabAddress instance)
    {
        text = text.Trim(' ');
        if (
            text.Length > MaxLength
            || Form().Match(text) is not { Success: true } form
            || !Uri.TryCreate($"{form.Groups["scheme"].Value}://{form.Groups["host"].Value}/", UriKind.Absolute, out var host)
            || host.UserInfo.Length > 0
        )
        {
            return new Reading<GitLabUrl>.Refused(Rule);
        }

        if (instance.IsHostOfPage(host) && form.Groups["path"].Value.TrimEnd('/') == instance.WebPath.TrimEnd('/'))
        {
            return new Reading<GitLabUrl>.Refused("The url leads to the start page of GitLab. " + Rule);
        }

        if (!instance.IsHostOfPage(host) || !form.Groups["path"].Value.StartsWith(instance.WebPath, StringComparison.Ordinal))
        {
            return new Reading<GitLabUrl>.Refused(
                $"The url is of {host.Authority}, but this call goes to the GitLab at "
                    + $"{instance.Api.Authority}{instance.WebPath.TrimEnd('/')}. Use an address of that GitLab, or the ids."
            );
        }

        string[] parts = [.. form.Groups["path"].Value[instance.WebPath.Length..].TrimEnd('/').Split('/').Select(Uri.UnescapeDataString)];
        return
            parts.All(Id.IsValid)
            && Of(parts, form.Groups["query"].Value, form.Groups["note"] is { Success: true } note ? note.Value : null) is { } url
            && url.Page.All(Id.IsValid)
            ? new Reading<GitLabUrl>.Value(url)
            : new Reading<GitLabUrl>.Refused(Rule);
    }

    private static GitLabUrl? Of(string[] parts, string query, string? note)
    {
        if (parts is ["api", "v4", ..])
        {
            return ApiAddress.Of(parts, query) is { } api && IsPath(api.Path.Split('/')) ? api : null;
        }

        // `/-/project/7/uploads/…` is the form in which GitLab links new attachments.
        if (parts is ["-", "project", var number, .. var rest])
        {
            return number.All(char.IsAsciiDigit) ? new(UrlOwner.Project, number, rest, note) : null;
        }

        var isGroup = parts[0] == "groups";
        var dash = Array.IndexOf(parts, "-");
        var upload = dash < 0 && parts is [_, _, .., "uploads", _, _] ? parts.Length - 3 : -1;
        var path =
            dash >= 0 ? parts[(isGroup ? 1 : 0)..dash]
            : upload >= 0 ? parts[..upload]
            : parts[(isGroup ? 1 : 0)..];
        if (!IsPath(path))
        {
            return null;
        }

        var page =
            dash >= 0 ? parts[(dash + 1)..]
            : upload >= 0 ? parts[upload..]
            : [];
        var owner =
            isGroup || path.Length == 1 ? UrlOwner.Group
            : page.Length > 0 ? UrlOwner.Project
            : UrlOwner.ProjectOrGroup;
        return new(owner, string.Join('/', path), Compared(page) ?? page, note);
    }

    private static bool IsPath(string[] path) =>
        path.Length > 0 && path.All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'));

    /// <summary>`compare/main...feature/x` is compare, main, feature/x.</summary>
    private static string[]? Compared(string[] page)
    {
        if (page is not ["compare", .. var names])
        {
            return null;
        }

        var text = string.Join('/', names);
        var dots = text.Contains("...", StringComparison.Ordinal) ? "..." : "..";
        return text.Split(dots, 2) is [{ Length: > 0 } from, { Length: > 0 } to] ? ["compare", from, to] : null;
    }

    [GeneratedRegex(
        @"^(?<scheme>https?)://(?<host>[^/?#\s\\\p{Cc}@]+)(?<path>/[^?#\s\\\p{Cc}]*)"
            + @"(?:\?(?<query>[^#\s\p{Cc}]*))?(?:#(?:note_(?<note>[0-9]{1,18})|[^\s\p{Cc}]*))?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
