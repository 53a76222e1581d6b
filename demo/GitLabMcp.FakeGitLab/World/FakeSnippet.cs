namespace GitLabMcp.Fake.World;

/// <summary>A piece of code or text.</summary>
/// <param name="Project">Null for a personal one.</param>
internal sealed record FakeSnippet(long Id, FakeProject? Project, FakeUser Author, string Title, DateTimeOffset At)
{
    public string Title { get; set; } = Title;

    public string Description { get; set; } = "";

    public string Visibility { get; set; } = "private";

    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);
}
