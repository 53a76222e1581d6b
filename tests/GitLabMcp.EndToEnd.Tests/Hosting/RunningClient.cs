using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>A program of somebody else that runs while its user signs in.</summary>
public sealed partial class RunningClient : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _all = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningClient(Process process) => _process = process;

    /// <summary>Everything that it wrote, for failures.</summary>
    public string Written
    {
        get
        {
            lock (_all)
            {
                return _all.ToString();
            }
        }
    }

    public static RunningClient Start(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var client = new RunningClient(new Process { StartInfo = start });
        client._process.OutputDataReceived += (_, line) => client.Note(line.Data, isOutput: true);
        client._process.ErrorDataReceived += (_, line) => client.Note(line.Data, isOutput: false);
        client._process.Start();
        client._process.BeginOutputReadLine();
        client._process.BeginErrorReadLine();
        return client;
    }

    /// <summary>Does what its user does in the browser that it opens.</summary>
    public async Task SignInAsync(SignInDeployment deployment, string user)
    {
        using var browser = deployment.NewBrowser();
        var address = await AddressAsync();
        var back = await browser.GoAsync(address, user);
        Assert.NotNull(back.Location);

        // A person takes longer than a client that names the address before it listens for the answer.
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                await browser.SendAsync(HttpMethod.Get, back.Location);
                return true;
            }
            catch (HttpRequestException error)
            {
                return _process.HasExited ? throw new InvalidOperationException(Written, error) : false;
            }
        });
    }

    /// <summary>The address that its user has to open.</summary>
    public Task<string> AddressAsync() => _address.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    /// <summary>Waits until it has written this.</summary>
    public Task WrittenAsync(string text) =>
        Eventually.TrueAsync(() =>
            _process.HasExited
                ? throw new InvalidOperationException(Written)
                : Task.FromResult(Written.Contains(text, StringComparison.Ordinal))
        );

    /// <summary>Everything that it wrote, once it has ended by itself.</summary>
    public async Task<string> WrittenAtEndAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync(end.Token);
        return Written;
    }

    public Task WriteAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>The next line of JSON on its standard output.</summary>
    public async Task<string> ReadJsonAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(TimeSpan.FromMinutes(1));
        await foreach (var line in _output.Reader.ReadAllAsync(end.Token))
        {
            if (line.StartsWith('{'))
            {
                return line;
            }
        }

        throw new InvalidOperationException(Written);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Note(string? line, bool isOutput)
    {
        if (line is null)
        {
            if (isOutput)
            {
                _output.Writer.TryComplete();
            }

            return;
        }

        lock (_all)
        {
            _all.AppendLine(line);
        }

        if (Address().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(match.Value);
        }

        if (isOutput)
        {
            _output.Writer.TryWrite(line);
        }
    }

    [GeneratedRegex(@"http://\S+/oauth/authorize\?\S+")]
    private static partial Regex Address();
}
