namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The settings of a project that a call may change.</summary>
internal static class ProjectSettings
{
    internal enum Feature
    {
        Disabled,
        Private,
        Enabled,
    }

    internal enum PagesFeature
    {
        Disabled,
        Private,
        Enabled,
        Public,
    }

    internal enum MergeMethod
    {
        Merge,
        RebaseMerge,
        Ff,
    }

    internal enum SquashOption
    {
        Never,
        Always,
        DefaultOn,
        DefaultOff,
    }

    internal sealed record Update(
        ProjectId ProjectId,
        [Description("New name.")] string? Name = null,
        [Description("Last part of the path.")] string? Path = null,
        [Description("New text.")] string? Description = null,
        [Description("An existing branch.")] GitRef? DefaultBranch = null,
        [Description("Who can see it.")] Projects.Visibility? Visibility = null,
        [Description("Replaces all.")] string[]? Topics = null,
        [Description("People may ask for access.")] bool? RequestAccessEnabled = null,
        [Description("By default.")] [Deletes(Tool = "delete_branch")] bool? RemoveSourceBranchAfterMerge = null,
        [Description("Merge rule.")] bool? OnlyAllowMergeIfPipelineSucceeds = null,
        [Description("Merge rule.")] bool? OnlyAllowMergeIfAllDiscussionsAreResolved = null,
        [Description("Squashing.")] SquashOption? SquashOption = null,
        [Description("How to merge.")] MergeMethod? MergeMethod = null,
        [Description("private: members.")] Feature? IssuesAccessLevel = null,
        [Description("private: members.")] Feature? MergeRequestsAccessLevel = null,
        [Description("Pipelines; private: members.")] Feature? BuildsAccessLevel = null,
        [Description("private: members.")] Feature? WikiAccessLevel = null,
        [Description("private: members.")] Feature? SnippetsAccessLevel = null,
        [Description("private: members.")] Feature? ContainerRegistryAccessLevel = null,
        [Description("private: members.")] Feature? EnvironmentsAccessLevel = null,
        [Description("private: members.")] Feature? ForkingAccessLevel = null,
        [Description("private: members.")] PagesFeature? PackageRegistryAccessLevel = null,
        [Description("private: members.")] PagesFeature? PagesAccessLevel = null
    );
}
