using System.Buffers;
using System.Text.Json;

namespace GitLabMcp.Edge.Admission;

/// <summary>Reads what admission needs of a message in one pass that builds nothing, because nobody is known yet, and refuses
/// what the SDK would answer with a fault or with words of its own. JSON-RPC 2.0; MCP forbids batches and null ids.</summary>
internal ref struct JsonRpcEnvelope
{
    private const int ParseError = -32700;

    /// <summary>A longer id is not repeated in a refusal.</summary>
    private const int MaxIdLength = 1024;
    private const int MaxVersionLength = 64;

    /// <summary>In place of a version too long to be one. It compares as newer than all versions, so it is refused.</summary>
    private const string UnknownVersion = "unknown";

    private static readonly ReadOnlyMemory<byte> Null = "null"u8.ToArray();

    private static readonly JsonShape Error = JsonShape.Object(
        JsonShape.Required("code", JsonShape.Integer),
        JsonShape.Required("message", JsonShape.Text)
    );

    private JsonTextReader _reader;
    private ReadOnlySequence<byte> _params;
    private ReadOnlySequence<byte> _arguments;
    private ReadOnlyMemory<byte> _id;
    private ReadOnlyMemory<byte> _cancels;
    private string? _method;
    private string? _version;
    private string? _wrong;
    private int _wrongCode;
    private bool _hasNameText;
    private bool _hasUriText;
    private bool _isHandshakeBroken;
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
        Name = 64,
        Arguments = 128,
        Uri = 256,
        RequestId = 512,
        Meta = 1024,
        Version = 2048,
        ProtocolVersion = 4096,
        Capabilities = 8192,
        ClientInfo = 16384,
        Handshake = ProtocolVersion | Capabilities | ClientInfo,
    }

    /// <param name="body">UTF-8, without a byte order mark.</param>
    public static RpcMessage Read(ReadOnlySequence<byte> body)
    {
        var envelope = new JsonRpcEnvelope(body);
        try
        {
            var message = envelope.Message();
            return envelope._reader.Problem is { } problem ? new RpcMessage.Unusable(ParseError, problem, Null) : message;
        }
        catch (JsonException)
        {
            var problem = envelope._reader.Problem ?? "The body is not JSON, or is nested deeper than 64 levels.";
            return new RpcMessage.Unusable(ParseError, problem, Null);
        }
    }

    private RpcMessage Message()
    {
        _reader.Read();
        if (_reader.Token != JsonTokenType.StartObject)
        {
            Expect(_reader.Token != JsonTokenType.StartArray, "Batches are not supported. Send one JSON-RPC message per request.");
            Expect(false, "The body is not a JSON-RPC message: expected an object.");
            _reader.ReadToEnd();
            return Conclude();
        }

        while (_reader.Read() && _reader.Token == JsonTokenType.PropertyName)
        {
            ReadMember();
        }

        _reader.ReadToEnd();
        return Conclude();
    }

    private void ReadMember()
    {
        if (_reader.Is("jsonrpc"u8))
        {
            GoToValue(Seen.JsonRpc);
            Expect(_reader.Token == JsonTokenType.String && _reader.Is("2.0"u8), "`jsonrpc` must be \"2.0\".");
            _reader.Skip();
        }
        else if (_reader.Is("id"u8))
        {
            GoToValue(Seen.Id);
            var isId = _reader.Token == JsonTokenType.String || _reader.IsInt64;
            Expect(isId, "`id` must be a string or an integer.");
            _id = isId ? Short(_reader.Raw(), Null) : Skipped();
        }
        else if (_reader.Is("method"u8))
        {
            GoToValue(Seen.Method);
            Expect(_reader.Token == JsonTokenType.String, "`method` must be a string.");
            _method = _reader.Token == JsonTokenType.String ? RpcMethod.Of(_reader) : null;
            _reader.Skip();
        }
        else if (_reader.Is("params"u8))
        {
            GoToValue(Seen.Params);
            var start = _reader.Start;
            ReadParams();
            _params = _reader.RawFrom(start);
        }
        else if (_reader.Is("error"u8))
        {
            GoToValue(Seen.Error);
            Expect(
                Error.Read(ref _reader) == JsonShape.Misfit.None,
                "`error` must be an object with an integer `code` and a text `message`."
            );
        }
        else if (_reader.Is("result"u8))
        {
            GoToValue(Seen.Result);
            _reader.Skip();
        }
        else
        {
            Expect(false, "A message has no members but `jsonrpc`, `id`, `method`, `params`, `result` and `error`.");
            _reader.Read();
            _reader.Skip();
        }
    }

    private void ReadParams()
    {
        if (_reader.Token != JsonTokenType.StartObject)
        {
            ExpectParams(_reader.Token == JsonTokenType.Null, "`params` must be an object.");
            _reader.Skip();
            return;
        }

        while (_reader.Read() && _reader.Token == JsonTokenType.PropertyName)
        {
            ReadParameter();
        }
    }

    private void ReadParameter()
    {
        if (_reader.Is("name"u8))
        {
            GoToValue(Seen.Name);
            _hasNameText = _reader.Token == JsonTokenType.String;
            _reader.Skip();
        }
        else if (_reader.Is("arguments"u8))
        {
            GoToValue(Seen.Arguments);
            var isObject = _reader.Token == JsonTokenType.StartObject;
            ExpectParams(isObject || _reader.Token == JsonTokenType.Null, "`params.arguments` must be an object.");
            var raw = _reader.Raw();
            _arguments = isObject ? raw : default;
        }
        else if (_reader.Is("uri"u8))
        {
            GoToValue(Seen.Uri);
            _hasUriText = _reader.Token == JsonTokenType.String;
            _reader.Skip();
        }
        else if (_reader.Is("requestId"u8))
        {
            GoToValue(Seen.RequestId);
            _cancels = Short(_reader.Raw(), default);
        }
        else if (_reader.Is("_meta"u8))
        {
            GoToValue(Seen.Meta);
            ReadMeta();
        }
        else if (_reader.Is("protocolVersion"u8))
        {
            ReadHandshake(Seen.ProtocolVersion, JsonShape.TextOrNull);
        }
        else if (_reader.Is("capabilities"u8))
        {
            ReadHandshake(Seen.Capabilities, Handshake.Capabilities);
        }
        else if (_reader.Is("clientInfo"u8))
        {
            ReadHandshake(Seen.ClientInfo, Handshake.ClientInfo);
        }
        else
        {
            _reader.Read();
            _reader.Skip();
        }
    }

    private void ReadMeta()
    {
        if (_reader.Token != JsonTokenType.StartObject)
        {
            ExpectParams(_reader.Token == JsonTokenType.Null, "`params._meta` must be an object.");
            _reader.Skip();
            return;
        }

        while (_reader.Read() && _reader.Token == JsonTokenType.PropertyName)
        {
            if (_reader.Is("io.modelcontextprotocol/protocolVersion"u8))
            {
                GoToValue(Seen.Version);
                _version = _reader.Token == JsonTokenType.String ? _reader.Text(MaxVersionLength) ?? UnknownVersion : null;
            }
            else
            {
                _reader.Read();
            }

            _reader.Skip();
        }
    }

    /// <summary>The method may stand behind its parameters, so these are read whatever the method is.</summary>
    private void ReadHandshake(Seen member, JsonShape shape)
    {
        GoToValue(member);
        var misfit = shape.Read(ref _reader);
        Expect(!misfit.HasFlag(JsonShape.Misfit.MemberTwice), DuplicateMembers.Sentence);
        _isHandshakeBroken |= misfit.HasFlag(JsonShape.Misfit.WrongForm);
    }

    private readonly RpcMessage Conclude()
    {
        var id = _id.IsEmpty ? Null : _id;
        if (_wrong is not null)
        {
            return new RpcMessage.Unusable(_wrongCode, _wrong, id);
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
            return new RpcMessage.Notification(_method, _version, _method == "notifications/cancelled" ? _cancels : default)
            {
                Params = _params,
            };
        }

        var missing = _method switch
        {
            "tools/call" when !_hasNameText => "`params.name` must be the name of a tool.",
            "prompts/get" when !_hasNameText => "`params.name` must be the name of a prompt.",
            "resources/read" when !_hasUriText => "`params.uri` must be an address.",
            _ => null,
        };
        return missing is not null
            ? new RpcMessage.Unusable(RpcError.InvalidParams, missing, id)
            : new RpcMessage.Request(_method, _id, _version, _arguments)
            {
                Params = _params,
                HasHandshake = _seen.HasFlag(Seen.Handshake) && !_isHandshakeBroken,
            };
    }

    /// <summary>Goes on to the value of a member that may come once: the SDK and we must not read two different ones.</summary>
    private void GoToValue(Seen member)
    {
        Expect(!_seen.HasFlag(member), DuplicateMembers.Sentence);
        _seen |= member;
        _reader.Read();
    }

    private ReadOnlyMemory<byte> Skipped()
    {
        _reader.Skip();
        return default;
    }

    private static ReadOnlyMemory<byte> Short(ReadOnlySequence<byte> id, ReadOnlyMemory<byte> otherwise) =>
        id.Length > MaxIdLength ? otherwise
        : id.IsSingleSegment ? id.First
        : id.ToArray();

    private void Expect(bool holds, string rule) => Expect(holds, rule, RpcError.InvalidRequest);

    private void ExpectParams(bool holds, string rule) => Expect(holds, rule, RpcError.InvalidParams);

    private void Expect(bool holds, string rule, int code)
    {
        if (!holds && _wrong is null)
        {
            (_wrong, _wrongCode) = (rule, code);
        }
    }
}
