using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The arguments of the tools for to-dos.</summary>
internal static partial class Issues
{
    private enum TodoState
    {
        Pending,
        Done,
    }

    private enum TodoAction
    {
        Assigned,
        Mentioned,
        BuildFailed,
        Marked,
        ApprovalRequired,
        Unmergeable,
        DirectlyAddressed,
        MergeTrainRemoved,
        MemberAccessRequested,
        ReviewRequested,
        ReviewSubmitted,
    }

    private enum TodoType
    {
        [JsonStringEnumMemberName("Issue")]
        Issue,

        [JsonStringEnumMemberName("MergeRequest")]
        MergeRequest,

        [JsonStringEnumMemberName("Commit")]
        Commit,

        [JsonStringEnumMemberName("Epic")]
        Epic,

        [JsonStringEnumMemberName("WorkItem")]
        WorkItem,

        [JsonStringEnumMemberName("DesignManagement::Design")]
        Design,

        [JsonStringEnumMemberName("AlertManagement::Alert")]
        Alert,

        [JsonStringEnumMemberName("Project")]
        Project,

        [JsonStringEnumMemberName("Namespace")]
        Namespace,

        [JsonStringEnumMemberName("Vulnerability")]
        Vulnerability,
    }

    private sealed record ListTodos(
        [Description("Reason.")] TodoAction? Action = null,
        [Description("User.")] [NumberOf(Thing.User)] Id? AuthorId = null,
        [Description("Id or path.")] [NumberOf(Thing.Project)] ProjectId? ProjectId = null,
        [Description("Id or path.")] [NumberOf(Thing.Group)] Id? GroupId = null,
        [Description("Default pending.")] TodoState? State = null,
        [Description("Kind of target.")] TodoType? Type = null
    );

    private sealed record TodoRef([Description("To-do id.")] long Id);
}
