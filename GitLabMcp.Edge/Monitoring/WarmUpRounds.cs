namespace GitLabMcp.Edge.Monitoring;

/// <summary>How often the warm-up sends its messages. After some 20 times the just-in-time compiler has done its best, which takes
/// memory.</summary>
public sealed record WarmUpRounds(int Count);
