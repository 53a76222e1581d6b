using GitLabMcp.Edge.Relay;

namespace GitLabMcp.GitLabTools.Contract;

// The generated classes of these messages implement no interface by themselves.
internal sealed partial class CallToolUpdate : IUpdate<CallToolResponse>;

internal sealed partial class ReadResourceUpdate : IUpdate<ReadResourceResponse>;

internal sealed partial class GetPromptUpdate : IUpdate<GetPromptResponse>;
