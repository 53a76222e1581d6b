using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GitLabMcp.Conformance;

/// <summary>The official suite, as npm brings it: run against an endpoint, and its results read from the files it writes.</summary>
/// <param name="Packages">The node_modules folder that holds it and its Node.</param>
internal sealed partial record Suite(string Packages)
{
    private string Package => Path.Combine(Packages, "@modelcontextprotocol", "conformance");

    /// <exception cref="InvalidOperationException">It could not be run, or ran something else than it requires.</exception>
    public async Task<IReadOnlyList<Scenario>> RunAsync(string revision, Uri endpoint)
    {
        var results = Directory.CreateTempSubdirectory("gitlab-mcp-conformance-results");
        try
        {
            var said = await SayAsync(revision, endpoint, results.FullName);
            var scored = Required(revision);
            var scenarios = results
                .EnumerateDirectories("server-*")
                .OrderBy(folder => folder.CreationTimeUtc)
                .Select(folder => Read(folder, scored))
                .ToArray();
            var missing = scored.Except(scenarios.Select(scenario => scenario.Name)).ToArray();
            return missing.Length == 0 && scored.Count > 0
                ? [.. scenarios.OrderBy(scenario => scored.IndexOf(scenario.Name) is >= 0 and var place ? place : int.MaxValue)]
                : throw new InvalidOperationException($"The suite did not run {string.Join(", ", missing)}. It said:\n{said}");
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }

    private async Task<string> SayAsync(string revision, Uri endpoint, string results)
    {
        var start = new ProcessStartInfo(
            Directory
                .EnumerateDirectories(Packages, "node-linux-*")
                .Select(node => Path.Combine(node, "bin", "node"))
                .FirstOrDefault(File.Exists)
                ?? throw new InvalidOperationException($"There is no Node in {Packages}: run ./dev conformance, which fetches it."),
            [
                Path.Combine(Package, "dist", "index.js"),
                "server",
                "--url",
                endpoint.ToString(),
                "--requirements",
                revision,
                "--output-dir",
                results,
            ]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            var said = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(patience.Token),
                process.StandardError.ReadToEndAsync(patience.Token)
            );
            return string.Concat(said);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException("The suite did not end within five minutes.");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The list under `server:`, one `  - name` a line.</summary>
    private List<string> Required(string revision) =>
        [
            .. File.ReadLines(Path.Combine(Package, "requirements", revision + ".yaml"))
                .SkipWhile(line => line != "server:")
                .Skip(1)
                .TakeWhile(line => line.Length == 0 || line[0] is ' ' or '#')
                .Where(line => line.StartsWith("  - ", StringComparison.Ordinal))
                .Select(line => line[4..].Trim()),
        ];

    /// <summary>`server-ping-2026-07-28T10-11-12-345Z/checks.json`.</summary>
    private static Scenario Read(DirectoryInfo folder, List<string> scored)
    {
        var name = FolderName().Match(folder.Name).Groups[1].Value;
        using var checks = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.FullName, "checks.json")));
        var all = checks.RootElement.EnumerateArray().ToArray();
        return new Scenario(
            name,
            scored.Contains(name),
            all.Count(check => check.GetProperty("status").ValueEquals("SUCCESS")),
            [
                .. all.Where(check => check.GetProperty("status").ValueEquals("FAILURE"))
                    .Select(check =>
                        check.TryGetProperty("errorMessage", out var message)
                            ? message.GetString()!
                            : check.GetProperty("description").GetString()!
                    ),
            ]
        );
    }

    [GeneratedRegex("^server-(.+)-[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9-]+Z$")]
    private static partial Regex FolderName();
}
