using System.Collections.Frozen;
using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.GitLabTools;

/// <summary>The operator's upper bound for every request, read once at the start: docs/behaviour.md, Operator limits. Read-only mode
/// beats every other setting.</summary>
internal sealed record OperatorSettings
{
    /// <summary>Settings that add a toolset, or a part of one, when true.</summary>
    private static readonly FlagSetting[] AllSwitches = [ToolSettings.UseWiki, ToolSettings.UseMilestone, ToolSettings.UsePipeline];

    /// <summary>The highest access that exists here.</summary>
    public required Access MaxAccess { get; init; }

    public required IReadOnlyList<string> Toolsets { get; init; }

    public required IReadOnlyList<string> Tools { get; init; }

    /// <summary>No tool whose name it matches exists; null for no such rule.</summary>
    public required Regex? Denied { get; init; }

    /// <summary>Empty for all.</summary>
    public required FrozenSet<long> AllowedProjects { get; init; }

    /// <summary>The project of calls that name none; null for no such project.</summary>
    public required ProjectId? DefaultProject { get; init; }

    /// <summary>When a call that does harm must be confirmed.</summary>
    public required ConfirmationRule Confirmation { get; init; }

    /// <summary>The USE_* settings that are on.</summary>
    public required FrozenSet<string> Switches { get; init; }

    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static OperatorSettings Read(SettingsReader settings)
    {
        var mode = settings.Choice(ToolSettings.PermissionMode);
        return new()
        {
            MaxAccess =
                settings.Flag(ToolSettings.ReadOnlyMode) || mode == "readonly" ? Access.Read
                : mode == "modify" ? Access.Write
                : Access.Delete,
            Toolsets = settings.List(ToolSettings.Toolsets),
            Tools = settings.List(ToolSettings.Tools),
            Denied = settings.Pattern(ToolSettings.DeniedTools),
            AllowedProjects = settings.List(ToolSettings.AllowedProjectIds).Select(AllowedProject).ToFrozenSet(),
            DefaultProject = settings.Text(ToolSettings.ProjectId) is { } project ? Default(project) : null,
            Confirmation = Enum.Parse<ConfirmationRule>(settings.Choice(ToolSettings.ConfirmDestructive), ignoreCase: true),
            Switches = AllSwitches.Where(settings.Flag).Select(setting => setting.Name).ToFrozenSet(),
        };
    }

    private static long AllowedProject(string text) =>
        long.TryParse(text, out var id) && id > 0
            ? id
            : throw new InvalidSettingException(
                $"GITLAB_ALLOWED_PROJECT_IDS={text} is not valid: expected numbers of projects, separated by commas."
            );

    private static ProjectId Default(string text) =>
        Id.IsValid(text)
            ? new ProjectId(text)
            : throw new InvalidSettingException(
                $"GITLAB_PROJECT_ID={text} is not valid: expected the number or the full path of a project."
            );
}
