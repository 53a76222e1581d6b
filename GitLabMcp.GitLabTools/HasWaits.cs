using Google.Protobuf.Collections;

namespace GitLabMcp.GitLabTools.Contract;

/// <summary>A response that says what GitLab asked the user to wait. The generated classes implement no interface by themselves.</summary>
internal interface IHasWaits
{
    RepeatedField<GitLabWait> Waits { get; }
}

internal sealed partial class CallToolResponse : IHasWaits;

internal sealed partial class ReadResourceResponse : IHasWaits;

internal sealed partial class GetPromptResponse : IHasWaits;

internal sealed partial class CompleteResponse : IHasWaits;
