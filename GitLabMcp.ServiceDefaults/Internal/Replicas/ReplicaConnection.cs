using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace GitLabMcp.ServiceDefaults.Internal.Replicas;

/// <summary>A connection to one replica, made anew after it broke. HTTP/2 sends all calls over one socket, or over a few when the
/// replica limits the calls of a connection.</summary>
internal sealed class ReplicaConnection : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    private static int _lastId;

    private readonly ReplicaAddress _address;
    private readonly HttpMessageInvoker _http;
    private readonly GrpcChannel _healthChannel;
    private readonly List<Socket> _sockets = [];
    private readonly CancellationTokenSource _lost = new();

    // gRPC has one Uri for each method, so they are compared by reference.
    private readonly ConcurrentDictionary<Uri, Uri> _targets = new(ReferenceComparer.Instance);

    private volatile Condition _said;
    private volatile bool _isSuspect;
    private volatile bool _isLost;
    private volatile bool _isDropped;
    private int _inFlight;
    private int _answers;

    /// <param name="said">Lost after a loss: then it serves again only when the replica says so.</param>
    public ReplicaConnection(ReplicaAddress address, InternalCredential.Sender sender, Condition said)
    {
        _address = address;
        _said = said;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            EnableMultipleHttp2Connections = true,
            // For connections that no call waits on; SilenceWatch notices the others sooner.
            KeepAlivePingDelay = TimeSpan.FromSeconds(10),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        _http = new HttpMessageInvoker(handler);
        _healthChannel = InternalGrpc.OpenChannel(address.Uri, handler);
        Health = new Health.HealthClient(_healthChannel.Intercept(sender));
    }

    /// <summary>Names this connection within the process.</summary>
    public string Id { get; } = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);

    /// <summary>gRPC's health protocol, over this very connection.</summary>
    public Health.HealthClient Health { get; }

    public Condition Condition =>
        _isLost ? Condition.Lost
        : _said != Condition.Serving ? _said
        : _isSuspect ? Condition.Suspect
        : Condition.Serving;

    /// <summary>Calls that wait for the beginning of their answer.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>How many answers have begun, for comparison with an earlier number.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>Ends when the connection is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <exception cref="HttpRequestException">No answer came; see <see cref="NothingWasSent"/>.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Uri target, CancellationToken ct)
    {
        request.RequestUri = _targets.GetOrAdd(target, static (uri, address) => new Uri(address.Uri, uri.AbsolutePath), _address);
        Interlocked.Increment(ref _inFlight);
        try
        {
            var response = await _http.SendAsync(request, ct);
            Interlocked.Increment(ref _answers);
            if (response.Headers.NonValidated.Contains(Impairment.Header))
            {
                Suspect(true);
                response.Headers.Remove(Impairment.Header);
                response.Headers.TryAddWithoutValidation(Impairment.Header, Id);
            }
            else if (Condition != Condition.Serving)
            {
                HearAnswer();
            }

            return response;
        }
        catch (HttpRequestException e) when (e.InnerException is not HttpProtocolException && !ct.IsCancellationRequested)
        {
            // A broken connection; an HttpProtocolException is about the one call.
            if (_said != Condition.Lost)
            {
                Lose();
            }

            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    /// <summary>The request provably did not leave, so that it can be sent elsewhere whatever it does.</summary>
    public static bool NothingWasSent(HttpRequestException failure) => failure.InnerException is ConnectFailedException;

    /// <summary>What the replica says of itself.</summary>
    public void Hear(bool isServing) => _said = isServing ? Condition.Serving : Condition.NotServing;

    public void Suspect(bool isSuspect) => _isSuspect = isSuspect;

    /// <summary>No further calls.</summary>
    public void Lose()
    {
        _isLost = true;
        _lost.Cancel();
    }

    /// <summary>Ends the connection and with it every call that is in flight there.</summary>
    public void Drop()
    {
        Lose();
        lock (_sockets)
        {
            _isDropped = true;
            _sockets.ForEach(static socket => socket.Dispose());
        }
    }

    /// <summary>Calls in flight are finished; then the socket is closed.</summary>
    public void Dispose()
    {
        _lost.Cancel();
        _healthChannel.Dispose();
        _http.Dispose();
    }

    /// <summary>An answer counts as much as a good word, but not against the word that the replica is about to stop.</summary>
    private void HearAnswer()
    {
        _isSuspect = false;
        if (_said != Condition.NotServing)
        {
            _said = Condition.Serving;
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(ConnectTimeout);
        try
        {
            await socket.ConnectAsync(_address.EndPoint, timeout.Token);
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            socket.Dispose();
            throw new ConnectFailedException($"{_address.Uri.Authority} cannot be reached.", e);
        }

        lock (_sockets)
        {
            if (_isDropped)
            {
                socket.Dispose();
            }

            _sockets.RemoveAll(static old => old.SafeHandle.IsClosed);
            _sockets.Add(socket);
        }

        return new NetworkStream(socket, ownsSocket: true);
    }

    private sealed class ReferenceComparer : IEqualityComparer<Uri>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(Uri? x, Uri? y) => ReferenceEquals(x, y);

        public int GetHashCode(Uri obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
