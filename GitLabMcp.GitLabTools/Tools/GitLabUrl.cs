using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.GitLab;

namespace GitLabMcp.GitLabTools.Tools;

/// <summary>Whose page a web address is.</summary>
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
/// <param name="Page">What stands behind `/-/`, unescaped.</param>
internal sealed partial record GitLabUrl(UrlOwner Owner, string Path, string[] Page, string? Note)
{
    private const int MaxLength = 4096;

    public const string Rule =
        "Argument url must be the web address of a page of GitLab, like https://gitlab.example.com/group/app/-/issues/12, without user name, dots as a part or control characters.";

    /// <returns>Null and a sentence for anything but a page of this instance. The sentence repeats nothing of the
    /// address but its host: there may be secrets in it.</returns>
    public static GitLabUrl? Parse(string text, GitLabInstance instance, out string? refusal)
    {
        refusal = Rule;
        if (
            text.Length > MaxLength
            || Form().Match(text) is not { Success: true } form
            || !Uri.TryCreate($"{form.Groups["scheme"].Value}://{form.Groups["host"].Value}/", UriKind.Absolute, out var host)
            || host.UserInfo.Length > 0
        )
        {
            return null;
        }

        if (!instance.IsHostOfPage(host) || !form.Groups["path"].Value.StartsWith(instance.WebPath, StringComparison.Ordinal))
        {
            refusal =
                $"The url is of {host.Authority}, but this call goes to the GitLab at {instance.Api.Authority}{instance.WebPath.TrimEnd('/')}. Use an address of that GitLab, or the ids.";
            return null;
        }

        string[] parts = [.. form.Groups["path"].Value[instance.WebPath.Length..].TrimEnd('/').Split('/').Select(Uri.UnescapeDataString)];
        if (!parts.All(Id.IsValid) || Of(parts, form.Groups["note"] is { Success: true } note ? note.Value : null) is not { } url)
        {
            return null;
        }

        refusal = null;
        return url;
    }

    private static GitLabUrl? Of(string[] parts, string? note)
    {
        // `/-/project/7/uploads/…`, as new attachments are linked.
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
        if (path.Length == 0 || !path.All(part => part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')))
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
        return new(owner, string.Join('/', path), page, note);
    }

    [GeneratedRegex(
        @"^(?<scheme>https?)://(?<host>[^/?#\s\\\p{Cc}@]+)(?<path>/[^?#\s\\\p{Cc}]*)(?:\?[^#\s\p{Cc}]*)?(?:#(?:note_(?<note>[0-9]{1,18})|[^\s\p{Cc}]*))?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
