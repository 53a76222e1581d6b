using GitLabMcp.Benchmarks;
using GitLabMcp.Benchmarks.Parts;
using GitLabMcp.Benchmarks.Telemetry;
using Grpc.Core;
using Microsoft.Diagnostics.NETCore.Client;

// The processes that a run starts beside the product are this program in another role.
switch (args)
{
    case ["gitlab", var url, var milliseconds]:
        await PrebuiltGitLab.ServeAsync(url, TimeSpan.FromMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture)));
        return 0;
    case ["otlp", var grpc, var count]:
        await OtlpSink.ServeAsync(int.Parse(grpc, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
}

if (Options.Parse(args, AllParts.Names) is not { } options)
{
    await Console.Error.WriteLineAsync($"{Options.Usage}\n{AllParts.Describe()}");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var report = new Report(options.Markdown);
using var run = new Run(options, report);
var failed = 0;
try
{
    report.Begin(args);
    foreach (var part in options.Parts)
    {
        try
        {
            await AllParts.RunAsync(part, run, stop.Token);
        }
        catch (Exception e) when (!stop.IsCancellationRequested && IsExpected(e))
        {
            failed++;
            report.AddFailure(part, e.Message);
        }
    }
}
catch (Exception e) when (stop.IsCancellationRequested || IsExpected(e))
{
    await Console.Error.WriteLineAsync(stop.IsCancellationRequested ? "Stopped." : $"The benchmark could not run: {e.Message}");
    return 1;
}

return failed == 0 ? 0 : 1;

static bool IsExpected(Exception e) =>
    e
        is InvalidOperationException
            or HttpRequestException
            or IOException
            or TimeoutException
            or OperationCanceledException
            or RpcException
            or DiagnosticsClientException
            or System.ComponentModel.Win32Exception;
