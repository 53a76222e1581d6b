using GitLabMcp.Faults.Checks;
using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Soak;
using GitLabMcp.Testing;

namespace GitLabMcp.Faults.Tests;

/// <summary>The checker finds what breaks an invariant, and nothing else.</summary>
public sealed class CheckerTests
{
    private const string Id = "session-of-alice";

    private static readonly Limits Limits = new()
    {
        SessionTimeout = TimeSpan.FromSeconds(10),
        RequestsPerMinute = 5,
        MaxSessions = 3,
        Deadline = TimeSpan.FromSeconds(4),
        Grace = TimeSpan.FromSeconds(1),
    };

    private readonly RunHistory _history = new(Limits);

    [Fact]
    public void Finds_nothing_in_a_history_without_a_fault()
    {
        Answered(CallKind.Initialize, 1, 1.1);
        Answered(CallKind.Read, 2, 2.2, nonce: "n1");
        Answered(CallKind.Write, 3, 3.2, nonce: "n2");
        AtGitLab("n1", 2.1);
        AtGitLab("n2", 3.1, isWrite: true);
        _history.Add(Call(CallKind.Read, 4, 4.5, nonce: "n3") with { Status = 503, HasValidBody = true });
        _history.Add(Call(CallKind.Delete, 5, 5.1) with { Status = 204, HasValidBody = true });
        _history.Add(Call(CallKind.ListTools, 6, 6.1) with { Status = 404, HasValidBody = true });
        _history.Add(new Sample(Seconds(6), 3));

        Assert.Empty(Checker.Check(_history));
    }

    [Fact]
    public void I1_finds_an_answer_for_somebody_else()
    {
        Answered(CallKind.Read, 1, 2, nonce: "n1", answeredUser: "bob");

        AssertOnly(Invariant.I1);
    }

    [Fact]
    public void I1_finds_a_request_that_went_out_with_somebody_elses_token()
    {
        _history.Add(Call(CallKind.Write, 1, 2, nonce: "n1") with { Status = 503, HasValidBody = true });
        _history.Add(new GitLabCall(Seconds(1.5), "token-of-bob", "bob", "n1", IsWrite: true, Happened: true));

        AssertOnly(Invariant.I1);
    }

    [Fact]
    public void I2_finds_the_answer_to_another_request()
    {
        Answered(CallKind.Read, 1, 2, nonce: "n1", answeredNonce: "n2");

        AssertOnly(Invariant.I2);
    }

    [Fact]
    public void I3_finds_a_write_that_reached_GitLab_twice()
    {
        Answered(CallKind.Write, 1, 2, nonce: "n1");
        AtGitLab("n1", 1.1, isWrite: true);
        AtGitLab("n1", 1.2, isWrite: true);

        AssertOnly(Invariant.I3);
    }

    [Fact]
    public void I3_finds_an_acknowledged_write_that_did_not_happen()
    {
        Answered(CallKind.Write, 1, 2, nonce: "n1");
        _history.Add(new GitLabCall(Seconds(1.5), "token", "alice", "n1", IsWrite: true, Happened: false));

        AssertOnly(Invariant.I3);
    }

    [Fact]
    public void I4_finds_an_answer_after_an_acknowledged_end()
    {
        _history.Add(Call(CallKind.Delete, 1, 2) with { Status = 204, HasValidBody = true });
        Answered(CallKind.ListTools, 2.1, 2.2);

        AssertOnly(Invariant.I4);
    }

    [Fact]
    public void I4_allows_an_answer_that_was_on_its_way_and_one_by_a_store_that_began_later()
    {
        Answered(CallKind.ListTools, 1.9, 2.5);
        _history.Add(Call(CallKind.Delete, 1, 2) with { Status = 204, HasValidBody = true });
        _history.Add(new Fault(Seconds(3), Seconds(4), FaultKind.Wipe, "redis"));
        Answered(CallKind.ListTools, 5, 5.1);

        Assert.Empty(Checker.Check(_history));
    }

    [Fact]
    public void I5_finds_a_stored_token_that_was_used_after_its_timeout()
    {
        Answered(CallKind.Initialize, 1, 2);
        _history.Add(Call(CallKind.Read, 13.5, 14, nonce: "n1", token: null) with { Status = 200, HasValidBody = true });
        AtGitLab("n1", 13.6);

        AssertOnly(Invariant.I5);
    }

    [Fact]
    public void I5_allows_a_token_that_another_request_kept_alive_or_that_the_request_brought()
    {
        Answered(CallKind.Initialize, 1, 2);
        _history.Add(Call(CallKind.ListTools, 8, 9, token: null));
        _history.Add(Call(CallKind.Read, 13.5, 14, nonce: "n1", token: null) with { Status = 200, HasValidBody = true });
        Answered(CallKind.Read, 50, 51, nonce: "n2");
        AtGitLab("n1", 13.6);
        AtGitLab("n2", 50.5);

        Assert.DoesNotContain(Checker.Check(_history), violation => violation.Invariant == Invariant.I5);
    }

    [Fact]
    public void I6_finds_one_request_too_many_in_a_minute()
    {
        for (var i = 0; i < 6; i++)
        {
            Answered(CallKind.ListTools, 1 + (i * 10), 2 + (i * 10));
        }

        AssertOnly(Invariant.I6);
    }

    [Fact]
    public void I6_allows_the_limit_in_each_minute_and_counts_anew_after_an_outage()
    {
        for (var i = 0; i < 10; i++)
        {
            Answered(CallKind.ListTools, 1 + (i * 13), 2 + (i * 13));
        }

        Assert.Empty(Checker.Check(_history));
        _history.Add(new Fault(Seconds(131), Seconds(132), FaultKind.Wipe, "redis"));
        for (var i = 0; i < 5; i++)
        {
            Answered(CallKind.ListTools, 133 + i, 133.5 + i);
        }

        Assert.Empty(Checker.Check(_history));
    }

    [Fact]
    public void I7_finds_more_live_sessions_than_slots()
    {
        _history.Add(new Sample(Seconds(1), 4));

        AssertOnly(Invariant.I7);
    }

    [Theory]
    [InlineData(6.1, 200, true)]
    [InlineData(2, 0, false)]
    [InlineData(2, 200, false)]
    public void I8_finds_a_late_end_no_answer_and_a_broken_one(double end, int status, bool hasValidBody)
    {
        _history.Add(Call(CallKind.ListTools, 1, end) with { Status = status, HasValidBody = hasValidBody });

        AssertOnly(Invariant.I8);
    }

    [Fact]
    public void I8_excuses_what_was_under_way_at_an_Edge_that_died()
    {
        _history.Add(Call(CallKind.ListTools, 1, 2));
        _history.Add(new Fault(Seconds(1.5), Seconds(4), FaultKind.Kill, "edge-0"));

        Assert.Empty(Checker.Check(_history));
    }

    [Theory]
    [InlineData(200, 10, 10, true)]
    [InlineData(100, 200, 10, true)]
    [InlineData(100, 10, 90, true)]
    [InlineData(120, 12, 12, false)]
    public void I9_finds_memory_handles_and_threads_that_do_not_come_back(int megabytes, int handles, int threads, bool hasGrown)
    {
        var before = new Dictionary<string, ProcessUse> { ["edge-0"] = new(80 * 1024 * 1024, 10, 10) };
        var after = new Dictionary<string, ProcessUse> { ["edge-0"] = new(megabytes * 1024L * 1024, handles, threads) };

        Assert.Equal(hasGrown, ResourceCheck.Grown(before, after).Count == 1);
    }

    [Fact]
    public void S2_finds_an_older_token_after_a_newer_one_was_taken()
    {
        Answered(CallKind.ListTools, 1, 2, token: "old");
        Answered(CallKind.ListTools, 3, 4, token: "new");
        _history.Add(Call(CallKind.Read, 5, 6, nonce: "n1", token: null) with { Status = 200, HasValidBody = true });
        _history.Add(new GitLabCall(Seconds(5.5), "old", "alice", "n1", IsWrite: false, Happened: true));

        AssertOnly(Invariant.S2);
    }

    [Fact]
    public void S2_allows_either_token_while_both_are_on_their_way()
    {
        Answered(CallKind.ListTools, 1, 4, token: "old");
        Answered(CallKind.ListTools, 3, 3.5, token: "new");
        _history.Add(Call(CallKind.Read, 5, 6, nonce: "n1", token: null) with { Status = 200, HasValidBody = true });
        _history.Add(new GitLabCall(Seconds(5.5), "old", "alice", "n1", IsWrite: false, Happened: true));

        Assert.Empty(Checker.Check(_history));
    }

    [Theory]
    [InlineData(FaultKind.Wipe, "redis", null, 6, true)]
    [InlineData(FaultKind.Wipe, "redis", null, 60, false)]
    [InlineData(FaultKind.Link, "sessions-0 to redis", null, 6, false)]
    [InlineData(FaultKind.Link, "sessions-0 to redis", "edge-0 to sessions-1", 6, true)]
    public void S2_waits_for_a_replica_that_decided_alone(FaultKind kind, string target, string? other, double use, bool passes)
    {
        Answered(CallKind.ListTools, 1, 2, token: "old");
        Answered(CallKind.ListTools, 3, 4, token: "new");
        _history.Add(new Fault(Seconds(2.5), Seconds(5), kind, target));
        if (other is not null)
        {
            _history.Add(new Fault(Seconds(2.5), Seconds(5), FaultKind.Link, other));
        }

        _history.Add(Call(CallKind.Read, use, use + 1, nonce: "n1", token: null) with { Status = 200, HasValidBody = true });
        _history.Add(new GitLabCall(Seconds(use + 0.5), "old", "alice", "n1", IsWrite: false, Happened: true));

        Assert.Equal(passes, Checker.Check(_history).All(violation => violation.Invariant != Invariant.S2));
    }

    [Fact]
    public void Finds_a_session_that_was_lost()
    {
        _history.Add(Call(CallKind.ListTools, 1, 2) with { Status = 404, HasValidBody = true });

        AssertOnly(Invariant.SessionsStay);
    }

    [Fact]
    public void Takes_no_session_for_lost_that_may_have_ended_or_whose_store_was_wiped()
    {
        _history.Add(Call(CallKind.Delete, 1, 2) with { Status = 503, HasValidBody = true });
        _history.Add(Call(CallKind.ListTools, 3, 4) with { Status = 404, HasValidBody = true });

        Assert.Empty(Checker.Check(_history));
    }

    private void AssertOnly(Invariant invariant)
    {
        var violations = Checker.Check(_history);
        Assert.NotEmpty(violations);
        Assert.All(violations, violation => Assert.Equal(invariant, violation.Invariant));
    }

    private void Answered(
        CallKind kind,
        double start,
        double end,
        string? nonce = null,
        string? token = "token",
        string? answeredNonce = null,
        string? answeredUser = null
    ) =>
        _history.Add(
            Call(kind, start, end, nonce, token) with
            {
                Status = 200,
                HasValidBody = true,
                AnsweredNonce = answeredNonce ?? nonce,
                AnsweredUser = nonce is null ? null : answeredUser ?? "alice",
            }
        );

    private void AtGitLab(string nonce, double at, bool isWrite = false) =>
        _history.Add(new GitLabCall(Seconds(at), "token", "alice", nonce, isWrite, Happened: true));

    private static Call Call(CallKind kind, double start, double end, string? nonce = null, string? token = "token") =>
        new()
        {
            Start = Seconds(start),
            End = Seconds(end),
            Edge = 0,
            Kind = kind,
            User = "alice",
            Token = token,
            SessionId = Id,
            Nonce = nonce,
        };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
