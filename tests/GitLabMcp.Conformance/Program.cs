using GitLabMcp.Conformance;

if (args is not [var packages])
{
    await Console.Error.WriteLineAsync(
        "Usage: GitLabMcp.Conformance <node_modules with the suite>; ./dev conformance fetches it and runs this."
    );
    return 2;
}

try
{
    await using var host = await TestHost.StartAsync();
    var (passed, failed) = (0, 0);
    foreach (var revision in (string[])["2026-07-28", "2025-11-25"])
    {
        var scenarios = await new Suite(packages).RunAsync(revision, host.Endpoint);
        Table.Write(Console.Out, revision, scenarios);
        passed += scenarios.Count(scenario => scenario.Outcome(revision) == Outcome.Passed);
        failed += scenarios.Count(scenario => scenario.Outcome(revision) is Outcome.Failed or Outcome.PassedUnexpectedly);
    }

    Console.WriteLine($"{passed} scenarios passed, {failed} failed");
    return failed == 0 ? 0 : 1;
}
catch (InvalidOperationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
