namespace GitLabMcp.Scenarios.Tasks;

internal sealed class WhatIsOnMyPlate() : Question("What is on my plate?", calls: 1, tokens: 710)
{
    public override async Task PlayAsync(Model model)
    {
        var work = await model.CallAsync("my_work");
        Assert.Equal("Do not believe more than 100 %", work["merge_requests"][0]["title"].Text);
        Assert.Equal("Humidity reads 400 %", work["issues"][0]["title"].Text);
        Assert.Equal("assigned", work["todos"][0]["action_name"].Text);
    }
}
