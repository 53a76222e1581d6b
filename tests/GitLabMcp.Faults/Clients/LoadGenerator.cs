using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Hosting;

namespace GitLabMcp.Faults.Clients;

/// <summary>Users who do everything that clients do, each worker one request after the other.</summary>
public sealed class LoadGenerator : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Deployment _deployment;
    private readonly LoadOptions _options;
    private readonly Balancer _balancer;
    private readonly List<Caller> _callers = [];
    private readonly Task[] _workers;
    private int _answered;

    private LoadGenerator(Deployment deployment, LoadOptions options)
    {
        (_deployment, _options) = (deployment, options);
        _balancer = new Balancer(deployment.Edges);
        var workers = new List<Task>();
        for (var user = 0; user < options.Users; user++)
        {
            var caller = new Caller($"user{NextUser()}", _balancer, deployment.GitLab, () => deployment.History);
            _callers.Add(caller);
            var sessions = new SessionList(options);
            for (var i = 0; i < options.WorkersPerUser; i++)
            {
                var random = new Random(unchecked((options.Seed * 1000) + workers.Count));
                workers.Add(Task.Run(() => WorkAsync(caller, sessions, random)));
            }
        }

        _workers = [.. workers];
    }

    /// <summary>How many requests have ended so far, with whatever answer.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>How many requests are under way at the most.</summary>
    public int Workers => _workers.Length;

    public Balancer Balancer => _balancer;

    public static LoadGenerator Start(Deployment deployment, LoadOptions options) => new(deployment, options);

    /// <summary>Waits until so many more requests have ended.</summary>
    public Task AnsweredAsync(int more, CancellationToken ct)
    {
        var goal = Answered + more;
        return Until.TrueAsync(() => Answered >= goal, $"{more} more requests have ended", ct);
    }

    /// <summary>Another user, for what a test does by itself.</summary>
    public Caller NewCaller()
    {
        var caller = new Caller($"user{NextUser()}", _balancer, _deployment.GitLab, () => _deployment.History);
        _callers.Add(caller);
        return caller;
    }

    /// <summary>Waits for the last requests.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_workers);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _balancer.DisposeAsync();
        _callers.ForEach(caller => caller.Dispose());
        _end.Dispose();
    }

    private static int _users;

    private static int NextUser() => Interlocked.Increment(ref _users);

    private async Task WorkAsync(Caller caller, SessionList sessions, Random random)
    {
        try
        {
            while (!_end.IsCancellationRequested)
            {
                await NextAsync(caller, sessions, random);
                Interlocked.Increment(ref _answered);
                await Task.Delay(_options.Pause, TimeProvider.System, _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
    }

    private async Task NextAsync(Caller caller, SessionList sessions, Random random)
    {
        if (sessions.Take(random, _deployment.History.Now) is not { } id)
        {
            await BeginAsync(caller, sessions, random);
            return;
        }

        var token = _options.IdsAlone && random.Next(3) > 0 ? null : caller.Token;
        var choice = random.Next(100);
        var call = await (
            choice < 4 && _options.ChangesSessions ? EndAsync(caller, sessions, random, token, id)
            : choice < 7 && _options.ChangesSessions ? caller.ReadAsync(random, caller.NewToken(), id)
            : choice < 12 ? caller.ListToolsAsync(random, token, id)
            : choice < 24 && _options.Writes ? caller.WriteAsync(random, token, id)
            : choice < 32 ? caller.ReadAsync(random, caller.Token, sessionId: null)
            : choice < 40 ? caller.ReadSessionlessAsync(random)
            : caller.ReadAsync(random, token, id)
        );
        if (call is { Status: 404 })
        {
            sessions.Remove(id);
        }
        else if (call is { Status: 401 })
        {
            // Its token has timed out: the user comes with the token again.
            await caller.ListToolsAsync(random, caller.Token, id);
        }
    }

    private static async Task BeginAsync(Caller caller, SessionList sessions, Random random)
    {
        if (await caller.InitializeAsync(random) is { Succeeded: true, SessionId: { } id })
        {
            sessions.Add(id);
        }
    }

    private static Task<Call> EndAsync(Caller caller, SessionList sessions, Random random, string? token, string id)
    {
        sessions.Remove(id);
        return caller.DeleteAsync(random, token, id);
    }

    /// <summary>The sessions of one user. Some of them rest, so that their tokens time out.</summary>
    private sealed class SessionList(LoadOptions options)
    {
        private readonly Dictionary<string, TimeSpan> _restUntil = [];
        private readonly Lock _lock = new();

        public void Add(string id)
        {
            lock (_lock)
            {
                _restUntil[id] = TimeSpan.Zero;
            }
        }

        public void Remove(string id)
        {
            lock (_lock)
            {
                _restUntil.Remove(id);
            }
        }

        /// <returns>An id; null when it is time to begin another session.</returns>
        public string? Take(Random random, TimeSpan now)
        {
            lock (_lock)
            {
                var awake = _restUntil.Where(session => session.Value <= now).Select(session => session.Key).ToArray();
                if (_restUntil.Count < options.SessionsPerUser || awake.Length == 0)
                {
                    return null;
                }

                var id = awake[random.Next(awake.Length)];
                if (options.Rest is { } rest && random.Next(50) == 0)
                {
                    _restUntil[id] = now + (rest * (1 + random.NextDouble()));
                }

                return id;
            }
        }
    }
}
