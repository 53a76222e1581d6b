using GitLabMcp.Benchmarks;

if (args is ["gitlab", var url])
{
    await People.ServeAsync(url);
    return 0;
}

if (Plan.Parse(args) is not { } plan)
{
    await Console.Error.WriteLineAsync(Plan.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
try
{
    await Comparison.RunAsync(plan, stop.Token);
    return 0;
}
catch (Exception e)
    when (e is InvalidOperationException or HttpRequestException or IOException or TimeoutException or OperationCanceledException)
{
    await Console.Error.WriteLineAsync(stop.IsCancellationRequested ? "Stopped." : $"The benchmark could not run: {e.Message}");
    return 1;
}
