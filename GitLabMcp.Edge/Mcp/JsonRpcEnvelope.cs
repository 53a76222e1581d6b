namespace GitLabMcp.Edge.Mcp;

/// <summary>Reads what admission needs of a message in one pass that builds nothing, because nobody is known yet, and refuses
/// what the SDK would answer with a fault or with words of its own. JSON-RPC 2.0; MCP forbids batches and null ids.</summary>
internal ref struct JsonRpcEnvelope
{
    private const int ParseError = -32700;

    /// <summary>A longer id is not repeated in a refusal, and no call can be taken back by it.</summary>
    private const int MaxIdLength = 1024;

    private const int MaxVersionLength = 64;

    /// <summary>In place of a version too long to be one. It compares as newer than all versions, so it is refused.</summary>
    private const string UnknownVersion = "unknown";

    private static readonly ReadOnlyMemory<byte> Null = "null"u8.ToArray();

    private static readonly JsonShape Error = JsonShape.Object(
        JsonShape.Required("code", JsonShape.Integer),
        JsonShape.Required("message", JsonShape.Text)
    );

    private static readonly JsonNames MessageMembers = new("jsonrpc", "id", "method", "params", "result", "error");

    /// <summary>The method may stand behind its parameters, so all of these are read whatever the method is.</summary>
    private static readonly JsonNames ParamsMembers = new(
        "name",
        "arguments",
        "uri",
        "requestId",
        "_meta",
        "protocolVersion",
        "capabilities",
        "clientInfo"
    );

    private const string VersionMember = "io.modelcontextprotocol/protocolVersion";

    /// <summary>The others ask for progress, and name the trace of the client (MCP 2026-07-28, Trace context).</summary>
    private static readonly JsonNames MetaMembers = new(VersionMember, "progressToken", "traceparent", "tracestate", "baggage");

    private JsonTextReader _reader;

    // The first rule that the message breaks. Its sender is told that one, whatever else is wrong.
    private string? _brokenRule;
    private int _errorCode;

    private bool _hasJsonRpc;
    private bool _hasResultOrError;
    private ReadOnlyMemory<byte> _id;
    private string? _method;
    private ReadOnlySequence<byte> _params;
    private ReadOnlySequence<byte> _arguments;
    private ReadOnlyMemory<byte> _requestId;
    private string? _version;
    private ReadOnlySequence<byte> _name;
    private bool _hasUri;

    /// <summary>The parameters hold something else than a name, arguments and hints that need no answer.</summary>
    private bool _hasMore;

    /// <summary>How many of the three parameters of initialize have the form that it needs.</summary>
    private int _handshake;

    private JsonRpcEnvelope(ReadOnlySequence<byte> body) => _reader = new JsonTextReader(body);

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

    private void ReadMessage()
    {
        _reader.Read();
        Expect(_reader.Token != JsonTokenType.StartArray, "Batches are not supported. Send one JSON-RPC message per request.");
        Expect(_reader.Token == JsonTokenType.StartObject, "The body is not a JSON-RPC message: expected an object.");
        if (_reader.Token == JsonTokenType.StartObject)
        {
            var seen = 0;
            while (_reader.Read() && _reader.Token == JsonTokenType.PropertyName)
            {
                ReadMember(GoToValue(MessageMembers, ref seen));
                _reader.Skip();
            }
        }

        _reader.ReadToEnd();
    }

    private void ReadMember(string? member)
    {
        switch (member)
        {
            case "jsonrpc":
                _hasJsonRpc = true;
                Expect(_reader.Token == JsonTokenType.String && _reader.Is("2.0"u8), "`jsonrpc` must be \"2.0\".");
                break;
            case "id":
                var isId = _reader.Token == JsonTokenType.String || _reader.IsInt64;
                Expect(isId, "`id` must be a string or an integer.");
                _id = isId ? Short(_reader.Raw(), otherwise: Null) : default;
                break;
            case "method":
                Expect(_reader.Token == JsonTokenType.String, "`method` must be a string.");
                _method = _reader.Token == JsonTokenType.String ? RpcMethod.Of(_reader) : null;
                break;
            case "params":
                ReadParams();
                break;
            case "result":
                _hasResultOrError = true;
                break;
            case "error":
                _hasResultOrError = true;
                var fits = Error.Read(ref _reader) == JsonShape.Misfit.None;
                Expect(fits, "`error` must be an object with an integer `code` and a text `message`.");
                break;
            default:
                // The SDK cannot step over what it does not know.
                Expect(false, "A message has no members but `jsonrpc`, `id`, `method`, `params`, `result` and `error`.");
                break;
        }
    }

    private void ReadParams()
    {
        var start = _reader.Start;
        if (IsObject("`params` must be an object."))
        {
            var seen = 0;
            while (_reader.Read() && _reader.Token == JsonTokenType.PropertyName)
            {
                ReadParam(GoToValue(ParamsMembers, ref seen));
                _reader.Skip();
            }
        }

        _reader.Skip();
        _params = _reader.RawFrom(start);
    }

    private void ReadParam(string? member)
    {
        _hasMore |= member is not ("name" or "arguments" or "_meta");
        switch (member)
        {
            case "name":
                _name = _reader.Token == JsonTokenType.String ? _reader.Raw() : default;
                break;
            case "arguments":
                _arguments = IsObject("`params.arguments` must be an object.") ? _reader.Raw() : default;
                break;
            case "uri":
                _hasUri = _reader.Token == JsonTokenType.String;
                break;
            case "requestId":
                _requestId = Short(_reader.Raw(), otherwise: default);
                break;
            case "_meta":
                ReadMeta();
                break;
            case "protocolVersion":
                ReadHandshake(JsonShape.TextOrNull);
                break;
            case "capabilities":
                ReadHandshake(InitializeShape.Capabilities);
                break;
            case "clientInfo":
                ReadHandshake(InitializeShape.ClientInfo);
                break;
        }
    }

    private void ReadMeta()
    {
        if (!IsObject("`params._meta` must be an object."))
        {
            return;
        }

        var seen = 0;
        while (_reader.Read() && _reader.Token == JsonTokenType.PropertyName)
        {
            switch (GoToValue(MetaMembers, ref seen))
            {
                case VersionMember:
                    _version = _reader.Token == JsonTokenType.String ? _reader.Text(MaxVersionLength) ?? UnknownVersion : null;
                    break;
                case not null:
                    _hasMore = true;
                    break;
            }

            _reader.Skip();
        }
    }

    private void ReadHandshake(JsonShape shape)
    {
        var misfit = shape.Read(ref _reader);
        Expect(!misfit.HasFlag(JsonShape.Misfit.MemberTwice), DuplicateMembers.Sentence);
        _handshake += misfit.HasFlag(JsonShape.Misfit.WrongForm) ? 0 : 1;
    }

    private RpcMessage Conclude()
    {
        var hasId = !_id.IsEmpty;
        Expect(_hasJsonRpc, "`jsonrpc` is missing: it must be \"2.0\".");
        Expect(_method is not null || (hasId && _hasResultOrError), "The body is not a JSON-RPC message: `method` is missing.");
        ExpectParams(!_name.IsEmpty || !hasId || _method != RequestMethods.ToolsCall, "`params.name` must be the name of a tool.");
        ExpectParams(!_name.IsEmpty || !hasId || _method != RequestMethods.PromptsGet, "`params.name` must be the name of a prompt.");
        ExpectParams(_hasUri || !hasId || _method != RequestMethods.ResourcesRead, "`params.uri` must be an address.");
        if (_brokenRule is not null)
        {
            return new RpcMessage.Unusable(_errorCode, _brokenRule, hasId ? _id : Null);
        }

        if (_method is null)
        {
            return RpcMessage.Response.Instance;
        }

        var cancels = _method == NotificationMethods.CancelledNotification ? _requestId : default;
        return hasId
            ? new RpcMessage.Request(_method, _id, _version, _arguments)
            {
                Params = _params,
                Name = _name,
                HasMore = _hasMore,
                HasHandshake = _handshake == 3,
            }
            : new RpcMessage.Notification(_method, _version, cancels) { Params = _params };
    }

    /// <summary>Goes on to the value of a member. A member may come once: the SDK and we must not read two different ones.</summary>
    /// <param name="names">The members that are told apart.</param>
    /// <param name="seen">Those of them that have come, one bit each.</param>
    /// <returns>The name; null for a member that is not in the list.</returns>
    private string? GoToValue(JsonNames names, ref int seen)
    {
        var index = names.IndexOf(_reader);
        if (index >= 0)
        {
            Expect((seen & (1 << index)) == 0, DuplicateMembers.Sentence);
            seen |= 1 << index;
        }

        _reader.Read();
        return index >= 0 ? names[index] : null;
    }

    /// <summary>An optional part of the parameters; null stands for its absence.</summary>
    private bool IsObject(string rule)
    {
        var isObject = _reader.Token == JsonTokenType.StartObject;
        ExpectParams(isObject || _reader.Token == JsonTokenType.Null, rule);
        return isObject;
    }

    /// <summary>A rule of the message itself.</summary>
    private void Expect(bool holds, string rule) => Expect(holds, rule, RpcError.InvalidRequest);

    private void ExpectParams(bool holds, string rule) => Expect(holds, rule, RpcError.InvalidParams);

    private void Expect(bool holds, string rule, int code)
    {
        if (!holds && _brokenRule is null)
        {
            (_brokenRule, _errorCode) = (rule, code);
        }
    }

    /// <summary>An id as raw JSON, in one piece; something else for one that is too long.</summary>
    private static ReadOnlyMemory<byte> Short(ReadOnlySequence<byte> id, ReadOnlyMemory<byte> otherwise) =>
        id.Length > MaxIdLength ? otherwise
        : id.IsSingleSegment ? id.First
        : id.ToArray();
}
