using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Something that belongs to a thing and comes in the same call when asked for.</summary>
/// <param name="LeanFields">Its name in the answer and what a lean answer keeps of it, `commits(id,title)`.</param>
internal sealed record Include(string LeanFields, Func<IncludeSubject, CancellationToken, Task<GitLabReply>> AskAsync)
{
    public string Name { get; } = LeanFields.Split('(')[0];
}

/// <summary>The thing that includes are asked of, an issue or a merge request.</summary>
internal sealed record IncludeSubject(ProjectId Project, long Number, JsonObject Json, CallerGitLab GitLab);

internal static class Includes
{
    /// <summary>What is said of includes that are not whole: those that go on, and those that GitLab refused.</summary>
    public const string Notes = "incomplete, not_available";

    /// <summary>Adds the includes to what GitLab answered for the thing itself; all are asked for at the same time, and
    /// one that GitLab refuses says so without failing the others.</summary>
    public static async Task<ToolReply> AddAsync(
        GitLabReply reply,
        ProjectId project,
        long number,
        IReadOnlyList<Include> includes,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        if (includes.Count == 0 || reply is not GitLabAnswer answer || answer.TryObject() is not { } all)
        {
            return ToolReply.Of(reply);
        }

        using (answer)
        {
            var whole = new IncludeSubject(project, number, all, gitlab);
            var replies = await Task.WhenAll(includes.Select(include => include.AskAsync(whole, ct)));
            var (incomplete, missing) = (new JsonArray(), new JsonObject());
            foreach (var (include, part) in includes.Zip(replies))
            {
                using var given = part as GitLabAnswer;
                if (given?.TryJson() is not { } json)
                {
                    missing[include.Name] = part is GitLabRefusal refusal
                        ? refusal.Sentence
                        : "GitLab answered with something that is not JSON.";
                    continue;
                }

                all[include.Name] = JsonSerializer.SerializeToNode(json);
                if (given.NextPage is not null)
                {
                    incomplete.Add(include.Name);
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
