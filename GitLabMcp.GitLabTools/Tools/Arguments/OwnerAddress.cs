using System.Text.RegularExpressions;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>The path of a project or group as people have it: `group/app` may come as `/group/app/`, as `group/app.git`, as its web
/// address or as the address for git.</summary>
internal static partial class OwnerAddress
{
    private const string Rule = "A project is named by its number or its path, like group/app.";

    /// <param name="takesGroup">A group will do too.</param>
    /// <returns>The path, or what is wrong with an address.</returns>
    public static Reading<string> PathOf(string text, GitLabAddress instance, bool takesGroup)
    {
        if (ForGit().Match(text) is { Success: true } git)
        {
            return git.Groups["host"].Value.Equals(instance.Api.Host, StringComparison.OrdinalIgnoreCase)
                ? Bare(git.Groups["path"].Value)
                : new Reading<string>.Refused(
                    $"The project's address is of {git.Groups["host"].Value}, but this call goes to the GitLab at "
                        + $"{instance.Api.Authority}. Give a project of that GitLab."
                );
        }

        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return Bare(text);
        }

        return GitLabUrl.Parse(text, instance) switch
        {
            Reading<GitLabUrl>.Refused refused => new Reading<string>.Refused(refused.Sentence),
            Reading<GitLabUrl>.Value { Result: { Owner: UrlOwner.Group } } when !takesGroup => new Reading<string>.Refused(
                "The address leads to a group or user, but a project is needed here."
            ),
            Reading<GitLabUrl>.Value { Result: var url } => Bare(url.Path),
            var other => throw new InvalidOperationException($"No such reading: {other}"),
        };
    }

    private static Reading<string> Bare(string path)
    {
        var bare = path.Trim('/');
        bare = bare.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? bare[..^4].TrimEnd('/') : bare;
        return Id.IsValid(bare) ? new Reading<string>.Value(bare) : new Reading<string>.Refused(Rule);
    }

    /// <summary>`git@gitlab.example.com:group/app.git`, `ssh://git@gitlab.example.com:2222/group/app.git`.</summary>
    [GeneratedRegex(
        @"^(?:git@(?<host>[^/:@\s]+):|ssh://(?:git@)?(?<host>[^/:@\s]+)(?::\d+)?/)(?<path>[^\s:?#]+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex ForGit();
}
