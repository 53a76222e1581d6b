using GitLabMcp.GitLabTools.Contract;
using Microsoft.Extensions.Time.Testing;
using static GitLabMcp.GitLabTools.Tests.ConfirmationCalls;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The value that confirms a call counts once, for one call of one caller, and for five minutes.</summary>
public sealed class ConfirmationValueTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(true, "used before")]
    [InlineData(false, "cannot be checked right now")]
    public async Task A_confirmation_that_does_not_count_does_nothing(bool wasUsedBefore, string sentence)
    {
        var use = wasUsedBefore ? ConfirmationUse.Again : ConfirmationUse.Unknown;
        await using var host = await StartAsync("true");
        var confirmed = With(Merge, "confirm", await host.PreviewAsync(Merge));
        var (response, _) = await host.ConfirmAsync("merge_merge_request", confirmed, use);
        Assert.True(response.Result.IsError);
        Assert.Contains(sentence, response.Result.Text, StringComparison.Ordinal);
        Assert.Equal(!wasUsedBefore, response.Result.Retryable);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Nothing_is_done_when_nobody_marks_the_confirmation_as_used()
    {
        await using var host = await StartAsync("true");
        var confirmed = With(Merge, "confirm", await host.PreviewAsync(Merge));

        // The one rpc has no way to ask for it; over the other, the caller ends its stream in place of an answer.
        var plain = await host.RefusalAsync("merge_merge_request", confirmed);
        var (silent, _) = await host.ConfirmAsync("merge_merge_request", confirmed, use: null);

        Assert.Contains("cannot be checked right now", plain, StringComparison.Ordinal);
        Assert.Contains("cannot be checked right now", silent.Result.Text, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_confirmation_that_is_not_for_the_call_is_not_used_up()
    {
        await using var host = await StartAsync("true");
        var other = With(Merge.Replace("5", "6", StringComparison.Ordinal), "confirm", await host.PreviewAsync(Merge));
        var (response, consumed) = await host.ConfirmAsync("merge_merge_request", other, ConfirmationUse.First);
        Assert.Contains("not for this call", response.Result.Text, StringComparison.Ordinal);
        Assert.Empty(consumed);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_confirmation_is_good_for_one_caller_one_tool_and_one_set_of_arguments()
    {
        await using var host = await StartAsync("true");
        var confirm = await host.PreviewAsync(Merge);
        var last = confirm[^1] == 'A' ? 'E' : 'A';
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync("merge_merge_request", With(Merge, "confirm", confirm), ToolsHost.Bob),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync("merge_merge_request", With(Merge.Replace("5", "6", StringComparison.Ordinal), "confirm", confirm)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync(
                "delete_merge_request_note",
                With("""{"project_id":"group/app","merge_request_iid":5,"note_id":1}""", "confirm", confirm)
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync("merge_merge_request", With(Merge, "confirm", confirm[..^1] + last)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync("merge_merge_request", With(Merge, "confirm", "yes")),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData('!')]
    [InlineData('é')]
    [InlineData('\0')]
    [InlineData(' ')]
    [InlineData('\ud800')]
    public async Task A_value_that_no_confirmation_looks_like_is_refused_like_any_other(char letter)
    {
        await using var host = await StartAsync("true");
        var text = new string(letter, 48);
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync("merge_merge_request", With(Merge, "confirm", text)),
            StringComparison.Ordinal
        );
        var asked = await host.MergeAsync(Merge, request => (request.CanAsk, request.State) = (true, text.Replace('\ud800', '?')));
        Assert.Contains("not for this call", asked.Result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_is_good_for_five_minutes()
    {
        await using var host = await StartAsync("true", _time);
        var confirmed = With(Merge, "confirm", await host.PreviewAsync(Merge));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.NotEmpty((await host.ConfirmAsync("merge_merge_request", confirmed, ConfirmationUse.Again)).Consumed);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var (late, consumed) = await host.ConfirmAsync("merge_merge_request", confirmed, ConfirmationUse.First);
        Assert.Contains("older than five minutes", late.Result.Text, StringComparison.Ordinal);
        Assert.Empty(consumed);
        Assert.Empty(host.GitLab.Requests);
    }
}
