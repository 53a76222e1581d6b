using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using GitLabMcp.Edge.Admission;
using GitLabMcp.Sessions.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace GitLabMcp.Edge.Tests.Admission;

public sealed class RefusalTableTests
{
    [Fact]
    public void Every_reason_of_Sessions_has_a_row_with_a_label_of_its_own()
    {
        Assert.Equal(Enum.GetValues<RefusalReason>().Except([RefusalReason.Unspecified]), RefusalTable.Rows.Keys.Order());
        Assert.All(RefusalTable.Rows.Values, static row => Assert.Matches("^[a-z]+(_[a-z]+)*$", row.Label));
        Assert.Distinct(RefusalTable.Rows.Values.Select(static row => row.Label));
    }

    [Fact]
    public void A_reason_of_a_newer_Sessions_is_a_fault() =>
        Assert.Throws<InvalidOperationException>(static () => Of((RefusalReason)99, RequestCredential.Absent.Instance));

    [Fact]
    public void A_malformed_token_names_its_rule_unless_the_address_has_failed_too_often()
    {
        var malformed = new RequestCredential.Malformed("Too short.");

        Assert.Equal("Too short.", Of(RefusalReason.MalformedToken, malformed).Message);
        Assert.StartsWith("Maximum 7 failed authentications", Of(RefusalReason.AuthFailures, malformed).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("behaviour.md")]
    [InlineData("errors.md")]
    public void The_documents_for_users_have_every_row(string name)
    {
        var document = File.ReadAllText(Document(name));

        Assert.All(
            RefusalTable.Rows.Values,
            row => Assert.Contains($"| {row.Status} | `{row.Error}` |", document, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_counted_refusal_carries_its_label()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meter = new Counters(services.GetRequiredService<IMeterFactory>());
        var seen = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == services.GetRequiredService<IMeterFactory>())
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, _, tags, _) => seen.Add($"{instrument.Name} {tags[0].Key}={tags[0].Value}")
        );
        listener.Start();

        meter.Refused(Of(RefusalReason.AuthFailures, RequestCredential.Absent.Instance));
        meter.Refused(Of(RefusalReason.Capacity, RequestCredential.Absent.Instance));

        Assert.Equal(
            [
                "gitlab_mcp.refusals gitlab_mcp.refusal.reason=auth_failures",
                "gitlab_mcp.rejected_rate_limit gitlab_mcp.refusal.reason=auth_failures",
                "gitlab_mcp.refusals gitlab_mcp.refusal.reason=capacity",
                "gitlab_mcp.rejected_capacity gitlab_mcp.refusal.reason=capacity",
            ],
            seen
        );
    }

    private static Refusal Of(RefusalReason reason, RequestCredential credential) =>
        Refusal.Of(new Refused { Reason = reason, Limit = 7 }, credential);

    private static string Document(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../docs", name);
}
