using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Something that belongs to a thing and comes in the same call when asked for.</summary>
/// <param name="Kept">Its name in the answer and what a lean answer keeps of it, `commits(id,title)`.</param>
internal sealed record Facet(string Kept, Func<Whole, CancellationToken, Task<GitLabReply>> AskAsync)
{
    public string Name { get; } = Kept.Split('(')[0];
}

/// <summary>The thing that facets are asked of, an issue or a merge request.</summary>
internal sealed record Whole(ProjectId Project, long Number, JsonObject Json, GitLabSession GitLab);

internal static class Facets
{
    /// <summary>What is said of facets that are not whole: those that go on, and those that GitLab refused.</summary>
    public static readonly string[] Notes = ["incomplete", "not_available"];

    /// <summary>Adds the facets to what GitLab answered for the thing itself; all are asked for at the same time, and
    /// one that GitLab refuses says so without failing the others.</summary>
    public static async Task<ToolReply> AddAsync(
        GitLabReply reply,
        ProjectId project,
        long number,
        IReadOnlyList<Facet> facets,
        GitLabSession gitlab,
        CancellationToken ct
    )
    {
        if (facets.Count == 0 || reply is not GitLabAnswer answer || answer.TryObject() is not { } all)
        {
            return ToolReply.Of(reply);
        }

        using (answer)
        {
            var whole = new Whole(project, number, all, gitlab);
            var replies = await Task.WhenAll(facets.Select(facet => facet.AskAsync(whole, ct)));
            var (incomplete, missing) = (new JsonArray(), new JsonObject());
            foreach (var (facet, part) in facets.Zip(replies))
            {
                using var given = part as GitLabAnswer;
                if (given?.TryJson() is not { } json)
                {
                    missing[facet.Name] = part is GitLabRefusal refusal
                        ? refusal.Sentence
                        : "GitLab answered with something that is not JSON.";
                    continue;
                }

                all[facet.Name] = JsonSerializer.SerializeToNode(json);
                if (given.NextPage is not null)
                {
                    incomplete.Add(facet.Name);
                }
            }

            if (incomplete.Count > 0)
            {
                // Each shows its first 100; the tools that list them have the rest.
                all["incomplete"] = incomplete;
            }

            if (missing.Count > 0)
            {
                all["not_available"] = missing;
            }

            return ToolReply.Of(GitLabAnswer.Of(all));
        }
    }
}
