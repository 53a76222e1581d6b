namespace GitLabMcp.Edge.Mcp;

/// <summary>Reads what admission needs of a message in one pass that builds nothing, because nobody is known yet, and refuses
/// what the SDK would answer with a fault or with words of its own. JSON-RPC 2.0; MCP forbids batches and null ids.</summary>
internal ref struct JsonRpcEnvelope
{
    private const int ParseError = -32700;

    /// <summary>A longer id is not repeated in a refusal, and no call can be taken back by it.</summary>
    private const int MaxIdLength = 1024;

    private static readonly ReadOnlyMemory<byte> Null = "null"u8.ToArray();

    private static readonly JsonShape Error = JsonShape.Object(
        JsonShape.Required("code", JsonShape.Integer),
        JsonShape.Required("message", JsonShape.Text)
    );

    private JsonTextReader _reader;
    private JsonRpcParams _params;
    private BrokenRule _mistake;
    private ReadOnlyMemory<byte> _id;
    private string? _method;
    private Seen _seen;

    private JsonRpcEnvelope(ReadOnlySequence<byte> body) => _reader = new JsonTextReader(body);

    [Flags]
    private enum Seen
    {
        None = 0,
        JsonRpc = 1,
        Id = 2,
        Method = 4,
        Params = 8,
        Result = 16,
        Error = 32,
    }

    /// <param name="body">UTF-8, without a byte order mark.</param>
    public static RpcMessage Read(ReadOnlySequence<byte> body)
    {
        var envelope = new JsonRpcEnvelope(body);
        try
        {
            envelope.ReadMessage();
            return envelope._reader.Problem is { } problem ? new RpcMessage.Unusable(ParseError, problem, Null) : envelope.Conclude();
        }
        catch (JsonException)
        {
            var problem = envelope._reader.Problem ?? "The body is not JSON, or is nested deeper than 64 levels.";
            return new RpcMessage.Unusable(ParseError, problem, Null);
        }
    }

    /// <summary>An id as raw JSON, in one piece; something else for one that is too long.</summary>
    public static ReadOnlyMemory<byte> Short(ReadOnlySequence<byte> id, ReadOnlyMemory<byte> otherwise) =>
        id.Length > MaxIdLength ? otherwise
        : id.IsSingleSegment ? id.First
        : id.ToArray();

    private void ReadMessage()
    {
        _reader.Read();
        _mistake.Expect(_reader.Token != JsonTokenType.StartArray, "Batches are not supported. Send one JSON-RPC message per request.");
        _mistake.Expect(_reader.Token == JsonTokenType.StartObject, "The body is not a JSON-RPC message: expected an object.");
        if (_reader.Token == JsonTokenType.StartObject)
        {
            while (_reader.Read() && _reader.Token == JsonTokenType.PropertyName)
            {
                ReadMember();
            }
        }

        _reader.ReadToEnd();
    }

    private void ReadMember()
    {
        if (_reader.Is("jsonrpc"u8))
        {
            GoToValue(Seen.JsonRpc);
            _mistake.Expect(_reader.Token == JsonTokenType.String && _reader.Is("2.0"u8), "`jsonrpc` must be \"2.0\".");
            _reader.Skip();
        }
        else if (_reader.Is("id"u8))
        {
            GoToValue(Seen.Id);
            var isId = _reader.Token == JsonTokenType.String || _reader.IsInt64;
            _mistake.Expect(isId, "`id` must be a string or an integer.");
            var raw = _reader.Raw();
            _id = isId ? Short(raw, otherwise: Null) : default;
        }
        else if (_reader.Is("method"u8))
        {
            GoToValue(Seen.Method);
            _mistake.Expect(_reader.Token == JsonTokenType.String, "`method` must be a string.");
            _method = _reader.Token == JsonTokenType.String ? RpcMethod.Of(_reader) : null;
            _reader.Skip();
        }
        else if (_reader.Is("params"u8))
        {
            GoToValue(Seen.Params);
            _params.Read(ref _reader, ref _mistake);
        }
        else if (_reader.Is("error"u8))
        {
            GoToValue(Seen.Error);
            var fits = Error.Read(ref _reader) == JsonShape.Misfit.None;
            _mistake.Expect(fits, "`error` must be an object with an integer `code` and a text `message`.");
        }
        else if (_reader.Is("result"u8))
        {
            GoToValue(Seen.Result);
            _reader.Skip();
        }
        else
        {
            // The SDK cannot step over what it does not know.
            _mistake.Expect(false, "A message has no members but `jsonrpc`, `id`, `method`, `params`, `result` and `error`.");
            _reader.Read();
            _reader.Skip();
        }
    }

    private readonly RpcMessage Conclude()
    {
        var id = _id.IsEmpty ? Null : _id;
        if (_mistake.Sentence is { } mistake)
        {
            return new RpcMessage.Unusable(_mistake.Code, mistake, id);
        }

        if (!_seen.HasFlag(Seen.JsonRpc))
        {
            return new RpcMessage.Unusable(RpcError.InvalidRequest, "`jsonrpc` is missing: it must be \"2.0\".", id);
        }

        if (_method is null)
        {
            return (_seen & (Seen.Result | Seen.Error)) != 0 && !_id.IsEmpty
                ? RpcMessage.Response.Instance
                : new RpcMessage.Unusable(RpcError.InvalidRequest, "The body is not a JSON-RPC message: `method` is missing.", id);
        }

        if (_id.IsEmpty)
        {
            var cancels = _method == "notifications/cancelled" ? _params.RequestId : default;
            return new RpcMessage.Notification(_method, _params.Version, cancels) { Params = _params.Raw };
        }

        var missing = _method switch
        {
            "tools/call" when !_params.HasName => "`params.name` must be the name of a tool.",
            "prompts/get" when !_params.HasName => "`params.name` must be the name of a prompt.",
            "resources/read" when !_params.HasUri => "`params.uri` must be an address.",
            _ => null,
        };
        return missing is not null
            ? new RpcMessage.Unusable(RpcError.InvalidParams, missing, id)
            : new RpcMessage.Request(_method, _id, _params.Version, _params.Arguments)
            {
                Params = _params.Raw,
                HasHandshake = _params.HasHandshake,
            };
    }

    /// <summary>Goes on to the value of a member that may come once: the SDK and we must not read two different ones.</summary>
    private void GoToValue(Seen member)
    {
        _mistake.Expect(!_seen.HasFlag(member), DuplicateMembers.Sentence);
        _seen |= member;
        _reader.Read();
    }
}
