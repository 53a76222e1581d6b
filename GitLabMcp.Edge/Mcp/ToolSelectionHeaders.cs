using GitLabMcp.GitLabTools.Contract;
using Microsoft.Extensions.Primitives;

namespace GitLabMcp.Edge.Mcp;

/// <summary>Which tools one request asks for, in headers or query parameters of the same meaning. GitLabTools holds the
/// operator's settings against it.</summary>
/// <param name="Selection">As sent to GitLabTools: sorted, without repetitions.</param>
/// <param name="Key">Equal for equal selections.</param>
internal sealed record ToolSelectionHeaders(ToolSelection Selection, string Key)
{
    public static readonly ToolSelectionHeaders Default = new(new ToolSelection(), "");

    private static readonly ToolSelectionHeaders DefaultForReadingToken = new(
        new ToolSelection { ReadOnly = true, TokenOnlyReads = true },
        KeyOf(new ToolSelection { ReadOnly = true })
    );

    private static readonly string[] ToolsetNames = ["X-GitLab-Toolsets", "toolsets"];
    private static readonly string[] ToolNames = ["X-GitLab-Tools", "tools"];

    // The other spellings too: who means it must not get tools that write.
    private static readonly string[] ReadOnlyNames = ["X-GitLab-Read-Only", "read_only", "readonly", "read-only"];

    public static ToolSelectionHeaders Of(HttpRequest request)
    {
        var toolsets = Words(request, ToolsetNames);
        var tools = Words(request, ToolNames);
        var readOnly = Words(request, ReadOnlyNames);
        if (toolsets.Length + tools.Length + readOnly.Length == 0)
        {
            return Default;
        }

        // Anything but a clear no asks for read-only: the safe reading.
        var selection = new ToolSelection
        {
            ReadOnly = readOnly.Length > 0 && !Array.TrueForAll(readOnly, word => word is "false" or "0" or "no"),
        };
        selection.Toolsets.Add(toolsets);
        selection.Tools.Add(tools);
        return new ToolSelectionHeaders(selection, KeyOf(selection));
    }

    /// <summary>Of these, the tools that only read.</summary>
    public ToolSelectionHeaders ThatRead()
    {
        var selection = Selection.Clone();
        selection.ReadOnly = true;
        return new ToolSelectionHeaders(selection, KeyOf(selection));
    }

    /// <summary>The same for a token in a header that lacks the scope for more. GitLabTools then says so when another tool is
    /// called.</summary>
    public ToolSelectionHeaders ForReadingToken()
    {
        if (ReferenceEquals(this, Default))
        {
            return DefaultForReadingToken;
        }

        var reading = ThatRead();
        reading.Selection.TokenOnlyReads = true;
        return reading;
    }

    private static string KeyOf(ToolSelection selection) =>
        $"{string.Join(',', selection.Toolsets)}|{string.Join(',', selection.Tools)}|{selection.ReadOnly}";

    /// <summary>`issues, labels` in one header or several, and in `?toolsets=issues,labels`.</summary>
    private static string[] Words(HttpRequest request, string[] names)
    {
        var given = request.Headers[names[0]];
        if (request.QueryString.HasValue)
        {
            foreach (var name in names)
            {
                given = StringValues.Concat(given, request.Query[name]);
            }
        }

        return given.Count == 0
            ? []
            :
            [
                .. given
                    .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                    .Select(word => word.ToLowerInvariant())
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
    }
}
