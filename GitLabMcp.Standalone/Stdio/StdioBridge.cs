using System.Collections.Concurrent;
using System.Net;
using System.Net.ServerSentEvents;
using Microsoft.Extensions.Logging;

namespace GitLabMcp.Standalone.Stdio;

/// <summary>Takes each line of the client to the Edge as a request of Streamable HTTP, and each message of the answer back as a
/// line.</summary>
/// <param name="edge">Its base address is that of the MCP endpoint.</param>
/// <param name="gitLabProblem">Why GitLab cannot be reached; null when it can.</param>
internal sealed partial class StdioBridge(
    HttpClient edge,
    MessageWriter output,
    IdleCollection idle,
    Func<CancellationToken, Task<string?>> gitLabProblem,
    ILogger logger
)
{
    private readonly StdioSession _session = new();
    private readonly ConcurrentDictionary<Task, byte> _inFlight = new();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _cancellable = new();

    /// <summary>Ends when the client closes its end and all its requests are answered, or at once when told to stop.</summary>
    public async Task RunAsync(TextReader input, CancellationToken stop)
    {
        try
        {
            while (await input.ReadLineAsync(stop) is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    await TakeAsync(line, stop);
                }
            }

            await Task.WhenAll(_inFlight.Keys);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client that started this process ends it.
        }
    }

    private async Task TakeAsync(string line, CancellationToken stop)
    {
        if (ClientMessage.Read(line) is not { } message)
        {
            await output.WriteAsync(RpcErrors.NotJson(), stop);
            return;
        }

        if (message.Cancels is { } id && _session.IsSessionless(message))
        {
            // Without sessions a request is taken back by giving up its answer.
            if (_cancellable.TryGetValue(id, out var request))
            {
                await request.CancelAsync();
            }

            return;
        }

        var answer = AnswerAsync(message, stop);
        if (message.IsInitialize)
        {
            // What comes after it belongs to the session that it begins.
            await answer;
            return;
        }

        _inFlight[answer] = 0;
        _ = answer.ContinueWith(done => _inFlight.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task AnswerAsync(ClientMessage message, CancellationToken stop)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (message.Id is { } id)
        {
            _cancellable[id] = giveUp;
        }

        try
        {
            using var response = await SendAsync(message, giveUp.Token);
            await RelayAsync(response, message, giveUp.Token);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            // The client waits for no answer.
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !stop.IsCancellationRequested)
        {
            Log.NoAnswer(logger, e);
            await RefuseAsync(message, "The server could not answer. Call again; the log on standard error says why.", stop);
        }
        finally
        {
            if (message.Id is { } answered)
            {
                _cancellable.TryRemove(new(answered, giveUp));
            }

            idle.Postpone();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ClientMessage message, CancellationToken stop)
    {
        var response = await edge.SendAsync(_session.Request(message), HttpCompletionOption.ResponseHeadersRead, stop);
        if (response.StatusCode == HttpStatusCode.NotFound && _session.Renewal(message) is { } initialize)
        {
            // Over HTTP a client begins a new session by itself. Clients of stdio do not know sessions.
            using (response)
            using (var renewed = await edge.SendAsync(initialize, stop))
            {
                _session.Begin(renewed);
            }

            return await edge.SendAsync(_session.Request(message), HttpCompletionOption.ResponseHeadersRead, stop);
        }

        return response;
    }

    private async Task RelayAsync(HttpResponseMessage response, ClientMessage message, CancellationToken stop)
    {
        switch (response.Content.Headers.ContentType?.MediaType)
        {
            case "text/event-stream":
                await using (var events = await response.Content.ReadAsStreamAsync(stop))
                {
                    await foreach (var item in SseParser.Create(events, static (_, data) => data.ToArray()).EnumerateAsync(stop))
                    {
                        BeginSession(message, response, item.Data);
                        await output.WriteAsync(item.Data, stop);
                    }
                }

                break;
            case "application/json":
                var body = await response.Content.ReadAsByteArrayAsync(stop);
                if (response.IsSuccessStatusCode)
                {
                    BeginSession(message, response, body);
                }

                var isMessage = response.IsSuccessStatusCode || RpcErrors.IsRpc(body);
                await (isMessage ? output.WriteAsync(body, stop) : RefuseAsync(message, await SentenceAsync(body, stop), stop));
                break;
            default:
                if (!response.IsSuccessStatusCode)
                {
                    await RefuseAsync(message, $"The server refused the message with HTTP status {(int)response.StatusCode}.", stop);
                }

                break;
        }
    }

    /// <summary>The user of stdio is also the operator, who can correct the address of GitLab, and who often sees no log.</summary>
    private async Task<string> SentenceAsync(byte[] refusal, CancellationToken stop) =>
        RpcErrors.TitleOf(refusal) == RpcErrors.GitLabUnreachable && await gitLabProblem(stop) is { } problem
            ? $"{RpcErrors.GitLabUnreachable}. {problem}. Correct GITLAB_API_URL in the client's configuration and start the server again. "
                + "If the address is right, check that GitLab runs, the proxy and the certificate (GITLAB_CA_CERT_PATH)."
            : RpcErrors.SentenceOf(refusal);

    /// <summary>The answer to initialize comes as JSON or on a stream of events, like every other.</summary>
    private void BeginSession(ClientMessage message, HttpResponseMessage response, byte[] answer)
    {
        if (message.IsInitialize)
        {
            _session.Begin(message, response, answer);
        }
    }

    private Task RefuseAsync(ClientMessage message, string sentence, CancellationToken stop)
    {
        if (message.Id is { } id)
        {
            return output.WriteAsync(RpcErrors.Refusal(id, sentence), stop);
        }

        Log.Refused(logger, sentence);
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A message of the client could not be answered")]
        public static partial void NoAnswer(ILogger logger, Exception cause);

        [LoggerMessage(LogLevel.Warning, "A notification of the client was refused: {Sentence}")]
        public static partial void Refused(ILogger logger, string sentence);
    }
}
