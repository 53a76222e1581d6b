namespace GitLabMcp.Sessions.Tests.Rules;

/// <summary>The arm of a switch that takes everything else is where a value ends that nobody thought of. It must be a fault: as a
/// decision it would admit or refuse by accident.</summary>
public sealed class SwitchTests
{
    [Fact]
    public void No_switch_takes_an_unknown_value_for_a_known_one()
    {
        var files = Sources.Of("GitLabMcp.Sessions", "*.cs").Concat(Sources.Of("GitLabMcp.Edge", "SessionsGateway.cs"));

        Assert.Empty(files.SelectMany(file => OpenArms(File.ReadAllLines(file)).Select(line => $"{file}:{line}")));
    }

    [Theory]
    [InlineData("_ => null,", false)]
    [InlineData("var other => new Admitted(other),", false)]
    [InlineData("default:\nreturn admitted;", false)]
    [InlineData("case var other:\nbreak;", false)]
    [InlineData("_ => throw new UnreachableException(),", true)]
    [InlineData("default:\nthrow new UnreachableException();", true)]
    public void An_arm_for_everything_else_passes_only_as_a_fault(string source, bool passes) =>
        Assert.Equal(passes, !OpenArms(source.Split('\n')).Any());

    /// <summary>The formatter puts each arm on a line of its own.</summary>
    private static IEnumerable<int> OpenArms(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            var isExpressionArm = line.Split(' ') is ["_", "=>", ..] or ["var", _, "=>", ..];
            var isStatementArm = line.Split(' ') is ["default:"] or ["case", "var", _];
            if (
                (isExpressionArm && !line.Contains("=> throw ", StringComparison.Ordinal))
                || (isStatementArm && !lines[i + 1].Trim().StartsWith("throw ", StringComparison.Ordinal))
            )
            {
                yield return i + 1;
            }
        }
    }
}
