using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools.Definition;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.GitLabTools;

/// <summary>The operator's upper bound for every request: docs/behaviour.md, Operator limits. Read-only mode beats every
/// other setting.</summary>
internal sealed class OperatorSettings
{
    public OperatorSettings(SettingsReader settings)
    {
        var mode = settings.Choice("GITLAB_PERMISSION_MODE", "full", "readonly", "modify", "full");
        MaxAccess =
            settings.Flag("GITLAB_READ_ONLY_MODE", @default: false) || mode == "readonly" ? Access.Read
            : mode == "modify" ? Access.Write
            : Access.Delete;
        Toolsets = settings.List("GITLAB_TOOLSETS");
        Tools = settings.List("GITLAB_TOOLS");
        Denied = settings.Pattern("GITLAB_DENIED_TOOLS_REGEX", RegexOptions.None);
        AllowedProjects =
        [
            .. settings
                .List("GITLAB_ALLOWED_PROJECT_IDS")
                .Select(text =>
                    long.TryParse(text, out var id) && id > 0
                        ? id
                        : throw new InvalidSettingException(
                            $"GITLAB_ALLOWED_PROJECT_IDS={text} is not valid: expected numbers of projects, separated by commas."
                        )
                ),
        ];
        DefaultProject =
            settings.Text("GITLAB_PROJECT_ID") is not { } project ? null
            : Id.IsValid(project) ? new ProjectId(project)
            : throw new InvalidSettingException(
                $"GITLAB_PROJECT_ID={project} is not valid: expected the number or the full path of a project."
            );
        Confirmation = Enum.Parse<ConfirmationRule>(
            settings.Choice("GITLAB_CONFIRM_DESTRUCTIVE", "auto", "auto", "true", "false"),
            ignoreCase: true
        );
        Switches = [.. AllSwitches.Where(name => settings.Flag(name, @default: false))];
    }

    /// <summary>The highest access that exists here.</summary>
    public Access MaxAccess { get; }

    public IReadOnlyList<string> Toolsets { get; }

    public IReadOnlyList<string> Tools { get; }

    public Regex? Denied { get; }

    /// <summary>Empty for all.</summary>
    public HashSet<long> AllowedProjects { get; }

    public ProjectId? DefaultProject { get; }

    /// <summary>When a call that does harm must be confirmed.</summary>
    public ConfirmationRule Confirmation { get; }

    /// <summary>The USE_* settings that are on.</summary>
    public HashSet<string> Switches { get; }

    private static readonly string[] AllSwitches = ["USE_GITLAB_WIKI", "USE_MILESTONE", "USE_PIPELINE"];
}
