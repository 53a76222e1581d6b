namespace GitLabMcp.Scenarios.Tasks;

internal sealed class AnswerAMail()
    : Scenario(
        "A mail says that bob wrote https://gitlab.example.com/garden/greenhouse/-/merge_requests/1#note_302: answer him that it will be None",
        calls: 3,
        tokens: 1520
    )
{
    public override async Task PlayAsync(Model model)
    {
        const string Url = "https://gitlab.example.com/garden/greenhouse/-/merge_requests/1#note_302";
        var threads = await model.CallAsync("mr_discussions", new { url = Url });
        var thread = threads["items"].Rows.First(thread => thread["notes"].Rows.Any(note => note["id"].Text == "302"));
        await model.DiscoverAsync("reply to a thread of a merge request", "create_merge_request_discussion_note");
        await model.CallAsync(
            "create_merge_request_discussion_note",
            new
            {
                url = Url,
                discussion_id = thread["id"],
                body = "It will be None.",
            }
        );

        var notes = (await model.GitLab.GetAsync($"merge_requests/1/discussions/{thread["id"]}"))["notes"];
        Assert.Equal("It will be None.", notes.Rows.Last()["body"].Text);
    }
}
