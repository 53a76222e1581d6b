using System.Text.Json;
using System.Text.Unicode;

namespace GitLabMcp.Edge.Mcp;

/// <summary>Reads method, id, version, tool name and the place of the arguments in one pass, without building a
/// document, and refuses what the SDK would answer with a fault or with words of its own. JSON-RPC 2.0; MCP forbids
/// batches and null ids.</summary>
internal ref struct JsonRpcEnvelope
{
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;
    private const int InvalidParams = -32602;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    private readonly ReadOnlyMemory<byte> _body;
    private Utf8JsonReader _reader;
    private ReadOnlyMemory<byte> _id;
    private ReadOnlyMemory<byte> _params;
    private ReadOnlyMemory<byte> _arguments;
    private ReadOnlyMemory<byte> _requestId;
    private string? _method;
    private string? _version;
    private string? _tool;
    private string? _uri;
    private string? _wrong;
    private bool _wrongParams;
    private Seen _seen;

    private JsonRpcEnvelope(ReadOnlyMemory<byte> body)
    {
        _body = body;
        _reader = new Utf8JsonReader(body.Span, Strict);
    }

    [Flags]
    private enum Seen
    {
        None = 0,
        JsonRpc = 1,
        Id = 2,
        Method = 4,
        Params = 8,
        Outcome = 16,
        RequestId = 512,
        Uri = 1024,
    }

    /// <param name="body">UTF-8, without a byte order mark.</param>
    public static RpcMessage Read(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return new RpcMessage.Unusable(ParseError, "The body is not UTF-8.", Null);
        }

        var skim = new JsonRpcEnvelope(body);
        try
        {
            return skim.Message();
        }
        catch (JsonException)
        {
            return new RpcMessage.Unusable(ParseError, "The body is not JSON, or is nested deeper than 64 levels.", Null);
        }
        catch (InvalidOperationException)
        {
            // A name or text with half a surrogate pair: JSON, but not text.
            return new RpcMessage.Unusable(ParseError, "The body holds text that is not Unicode.", Null);
        }
    }

    private static ReadOnlyMemory<byte> Null => "null"u8.ToArray();

    private RpcMessage Message()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartArray)
        {
            ReadToEnd();
            return new RpcMessage.Unusable(InvalidRequest, "Batches are not supported. Send one JSON-RPC message per request.", Null);
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            ReadToEnd();
            return new RpcMessage.Unusable(InvalidRequest, "The body is not a JSON-RPC message: expected an object.", Null);
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            Member();
        }

        ReadToEnd();
        return Conclude();
    }

    private void Member()
    {
        if (_reader.ValueTextEquals("jsonrpc"u8))
        {
            Value(Seen.JsonRpc);
            Expect(_reader.TokenType == JsonTokenType.String && _reader.ValueTextEquals("2.0"u8), "`jsonrpc` must be \"2.0\".");
            _reader.Skip();
        }
        else if (_reader.ValueTextEquals("id"u8))
        {
            Value(Seen.Id);
            JsonForm.ExpectText(_reader);
            var isId =
                _reader.TokenType == JsonTokenType.String || (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out _));
            Expect(isId, "`id` must be a string or an integer.");
            var raw = Raw();
            _id = isId ? raw : default;
        }
        else if (_reader.ValueTextEquals("method"u8))
        {
            Value(Seen.Method);
            Expect(_reader.TokenType == JsonTokenType.String, "`method` must be a string.");
            _method = _reader.TokenType == JsonTokenType.String ? RpcMethod.Of(_reader) : null;
            _reader.Skip();
        }
        else if (_reader.ValueTextEquals("params"u8))
        {
            Value(Seen.Params);
            JsonForm.ExpectText(_reader);
            Expect(!JsonForm.HasMemberTwice(_reader, _body), "A member came twice in one object.");
            var start = (int)_reader.TokenStartIndex;
            Params();
            _params = _body[start..(int)_reader.BytesConsumed];
        }
        else if (_reader.ValueTextEquals("error"u8))
        {
            _seen |= Seen.Outcome;
            _reader.Read();
            Expect(JsonForm.IsError(Raw()), "`error` must be an object with an integer `code` and a text `message`.");
        }
        else
        {
            var isResult = _reader.ValueTextEquals("result"u8);
            _seen |= isResult ? Seen.Outcome : Seen.None;
            JsonForm.ExpectText(_reader);
            _reader.Read();
            JsonForm.ExpectText(_reader);

            // The SDK cannot step over what it does not know.
            Expect(isResult, "A message has no members but `jsonrpc`, `id`, `method`, `params`, `result` and `error`.");
            _reader.Skip();
        }
    }

    private void Params()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            ExpectParams(_reader.TokenType == JsonTokenType.Null, "`params` must be an object.");
            _reader.Skip();
            return;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("name"u8))
            {
                _reader.Read();
                _tool = _reader.TokenType == JsonTokenType.String ? _reader.GetString() : null;
                _reader.Skip();
            }
            else if (_reader.ValueTextEquals("arguments"u8))
            {
                _reader.Read();
                var isObject = _reader.TokenType == JsonTokenType.StartObject;
                ExpectParams(isObject || _reader.TokenType == JsonTokenType.Null, "`params.arguments` must be an object.");
                var raw = Raw();
                _arguments = isObject ? raw : default;
            }
            else if (_reader.ValueTextEquals("uri"u8))
            {
                Value(Seen.Uri);
                _uri = _reader.TokenType == JsonTokenType.String ? _reader.GetString() : null;
                _reader.Skip();
            }
            else if (_reader.ValueTextEquals("requestId"u8))
            {
                Value(Seen.RequestId);
                _requestId = Raw();
            }
            else if (_reader.ValueTextEquals("_meta"u8))
            {
                _reader.Read();
                Meta();
            }
            else
            {
                _reader.Read();
                _reader.Skip();
            }
        }
    }

    private void Meta()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            ExpectParams(_reader.TokenType == JsonTokenType.Null, "`params._meta` must be an object.");
            _reader.Skip();
            return;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = _reader.ValueTextEquals("io.modelcontextprotocol/protocolVersion"u8);
            _reader.Read();
            _version = isVersion && _reader.TokenType == JsonTokenType.String ? _reader.GetString() : _version;
            _reader.Skip();
        }
    }

    private readonly RpcMessage Conclude()
    {
        var id = _id.IsEmpty ? Null : _id;
        if (_wrong is not null)
        {
            return new RpcMessage.Unusable(_wrongParams ? InvalidParams : InvalidRequest, _wrong, id);
        }

        if (!_seen.HasFlag(Seen.JsonRpc))
        {
            return new RpcMessage.Unusable(InvalidRequest, "`jsonrpc` is missing: it must be \"2.0\".", id);
        }

        if (_method is null)
        {
            return _seen.HasFlag(Seen.Outcome) && !_id.IsEmpty
                ? RpcMessage.Response.Instance
                : new RpcMessage.Unusable(InvalidRequest, "The body is not a JSON-RPC message: `method` is missing.", id);
        }

        if (_id.IsEmpty)
        {
            return new RpcMessage.Notification(_method, _version, _method == "notifications/cancelled" ? _requestId : default);
        }

        var missing = _method switch
        {
            "tools/call" when _tool is null => "`params.name` must be the name of a tool.",
            "prompts/get" when _tool is null => "`params.name` must be the name of a prompt.",
            "resources/read" when _uri is null => "`params.uri` must be an address.",
            _ => null,
        };
        return missing is not null
            ? new RpcMessage.Unusable(InvalidParams, missing, id)
            : new RpcMessage.Request(_method, _id, _version, _tool, _arguments) { Params = _params };
    }

    /// <summary>Goes on to the value of a member that may come once: the SDK and we must not read two different ones.</summary>
    private void Value(Seen member)
    {
        Expect(!_seen.HasFlag(member), "A member came twice in one object.");
        _seen |= member;
        _reader.Read();
    }

    private ReadOnlyMemory<byte> Raw()
    {
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return _body[start..(int)_reader.BytesConsumed];
    }

    /// <summary>What follows the message is read too: anything but white space is malformed.</summary>
    private void ReadToEnd()
    {
        while (_reader.Read()) { }
    }

    private void Expect(bool holds, string rule) => _wrong ??= holds ? null : rule;

    private void ExpectParams(bool holds, string rule)
    {
        if (!holds && _wrong is null)
        {
            (_wrong, _wrongParams) = (rule, true);
        }
    }
}
