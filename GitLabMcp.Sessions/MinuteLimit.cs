namespace GitLabMcp.Sessions;

/// <summary>How often something may happen in any minute, for each of the subjects that it is counted for.</summary>
/// <param name="Name">Stands in the keys of the store, such as <c>failures</c>, and so must not change.</param>
internal sealed record MinuteLimit(string Name, int Max);
