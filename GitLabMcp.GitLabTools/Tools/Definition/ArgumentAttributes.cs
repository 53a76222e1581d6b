namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>Sent to GitLab as one text with commas (labels, scopes), not as `name[]`.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class CommaJoinedAttribute : Attribute;

/// <summary>GitLab's own name of an argument, where ours says more.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class SentAsAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>Chooses among a tool's routes or fields; not sent to GitLab.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotSentAttribute : Attribute;

/// <summary>Not in the default list; discover_tools and lists of whole toolsets show it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class HiddenByDefaultAttribute : Attribute;

/// <summary>The same for every tool, and told once for all.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class DescribedOnceAttribute : Attribute;

/// <summary>A number that GraphQL takes as `gid://gitlab/Vulnerability/12`.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class GlobalIdAttribute(string type) : Attribute
{
    public string Type => type;
}
