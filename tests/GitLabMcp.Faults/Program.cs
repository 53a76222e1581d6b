using GitLabMcp.Faults.Soak;

if (Arguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(Arguments.Usage);
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
    var held = arguments.Length is { } length
        ? await RandomRun.RunAsync(length, arguments.Seed, stop.Token)
        : await RollingRestart.RunAsync(arguments.RollingCalls, arguments.From, stop.Token);
    return held ? 0 : 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("Stopped.");
    return 1;
}
