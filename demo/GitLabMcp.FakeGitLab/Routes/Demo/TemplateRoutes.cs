using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Texts to begin with: those of GitLab, and those in a project's folder `.gitlab`.</summary>
internal static class TemplateRoutes
{
    private static readonly Dictionary<string, Dictionary<string, string>> OfGitLab = new()
    {
        ["dockerfiles"] = new() { ["Python"] = "FROM python:3.13\nCOPY . .\nCMD [\"python\", \"-m\", \"app\"]\n" },
        ["gitignores"] = new() { ["Python"] = "__pycache__/\n*.py[cod]\n.venv/\n" },
        ["gitlab_ci_ymls"] = new() { ["Python"] = "test:\n  image: python:3.13\n  script:\n    - pip install pytest\n    - pytest\n" },
        ["licenses"] = new() { ["mit"] = "MIT License\n\nCopyright (c) [year] [fullname]\n" },
    };

    public static void Add(RouteTable routes) =>
        routes
            .Get("templates/:type", call => List(call, OfGitLab.GetValueOrDefault(call["type"])))
            .Get("templates/:type/:name", call => One(call, OfGitLab.GetValueOrDefault(call["type"])))
            .Get("projects/:id/templates/:type", call => List(call, OfProject(call)))
            .Get("projects/:id/templates/:type/:name", call => One(call, OfProject(call)));

    /// <summary>`.gitlab/issue_templates/Bug.md` is the template Bug of issues.</summary>
    private static Dictionary<string, string>? OfProject(Call call)
    {
        var folder = call["type"] switch
        {
            "issues" => ".gitlab/issue_templates/",
            "merge_requests" => ".gitlab/merge_request_templates/",
            _ => null,
        };
        return folder is null
            ? OfGitLab.GetValueOrDefault(call["type"])
            : call
                .Project?.Repository.Find(FakeRepository.DefaultBranch)
                ?.Files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal))
                .ToDictionary(file => file.Key[folder.Length..].Replace(".md", "", StringComparison.Ordinal), file => file.Value);
    }

    private static Answer List(Call call, Dictionary<string, string>? templates) =>
        templates is null
            ? Answer.NotFound("Project")
            : call.Page(templates.Keys.Select(name => new JsonObject { ["key"] = name, ["name"] = name }));

    private static Answer One(Call call, Dictionary<string, string>? templates) =>
        templates?.TryGetValue(call["name"], out var text) == true
            ? Answer.Json(new JsonObject { ["name"] = call["name"], ["content"] = text })
            : Answer.NotFound("Template");
}
