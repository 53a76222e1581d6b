namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>Who decides what a call of a tool does.</summary>
internal enum Actor
{
    /// <summary>The tool: every call of it has its effect.</summary>
    Tool,

    /// <summary>The arguments: the tool exists in every mode, and does no more than the mode allows.</summary>
    Arguments,

    /// <summary>The tool that it calls, which is limited and confirmed by itself.</summary>
    OtherTool,
}
