using GitLabMcp.Edge.Relay;

namespace GitLabMcp.GitLabTools.Contract;

// The generated messages, which cannot say themselves that they are of one form.
internal sealed partial class CallToolUpdate : IUpdate<CallToolResponse>;

internal sealed partial class ReadResourceUpdate : IUpdate<ReadResourceResponse>;

internal sealed partial class GetPromptUpdate : IUpdate<GetPromptResponse>;
