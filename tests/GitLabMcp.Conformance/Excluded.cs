namespace GitLabMcp.Conformance;

/// <summary>Scenarios that are known to fail, each with its reason. docs/conformance.md says more.</summary>
internal static class Excluded
{
    private const string AsksTheClient = "needs a request of the server to the client on a session";

    private static readonly Dictionary<string, string> Older = new()
    {
        ["tools-call-sampling"] = AsksTheClient,
        ["tools-call-elicitation"] = AsksTheClient,
        ["elicitation-sep1034-defaults"] = AsksTheClient,
        ["elicitation-sep1330-enums"] = AsksTheClient,
    };

    /// <summary>Null for a scenario that must pass.</summary>
    public static string? Reason(string revision, string scenario) => revision == "2025-11-25" ? Older.GetValueOrDefault(scenario) : null;
}
