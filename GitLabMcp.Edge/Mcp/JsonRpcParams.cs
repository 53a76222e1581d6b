namespace GitLabMcp.Edge.Mcp;

/// <summary>What <see cref="JsonRpcEnvelope"/> reads of `params`. The method may stand behind its parameters, so all of this is
/// read whatever the method is.</summary>
internal struct JsonRpcParams
{
    private const int MaxVersionLength = 64;

    /// <summary>In place of a version too long to be one. It compares as newer than all versions, so it is refused.</summary>
    private const string UnknownVersion = "unknown";

    private Seen _seen;
    private bool _isHandshakeBroken;

    [Flags]
    private enum Seen
    {
        None = 0,
        Name = 1,
        Arguments = 2,
        Uri = 4,
        RequestId = 8,
        Meta = 16,
        Version = 32,
        ProtocolVersion = 64,
        Capabilities = 128,
        ClientInfo = 256,
        Handshake = ProtocolVersion | Capabilities | ClientInfo,
    }

    /// <summary>All of them as they came; empty when absent.</summary>
    public ReadOnlySequence<byte> Raw { get; private set; }

    /// <summary>The object as it came; empty when absent.</summary>
    public ReadOnlySequence<byte> Arguments { get; private set; }

    /// <summary>`requestId` as raw JSON; empty when absent or longer than any id that can be taken back.</summary>
    public ReadOnlyMemory<byte> RequestId { get; private set; }

    /// <summary>Protocol version of `_meta`; null when absent.</summary>
    public string? Version { get; private set; }

    public bool HasName { get; private set; }

    public bool HasUri { get; private set; }

    /// <summary>They have the form that initialize needs.</summary>
    public readonly bool HasHandshake => _seen.HasFlag(Seen.Handshake) && !_isHandshakeBroken;

    /// <summary>Goes to the end of the parameters, at whose beginning the reader stands.</summary>
    public void Read(ref JsonTextReader reader, ref BrokenRule mistake)
    {
        var start = reader.Start;
        if (reader.Token == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.Token == JsonTokenType.PropertyName)
            {
                ReadMember(ref reader, ref mistake);
            }
        }
        else
        {
            mistake.ExpectParams(reader.Token == JsonTokenType.Null, "`params` must be an object.");
            reader.Skip();
        }

        Raw = reader.RawFrom(start);
    }

    private void ReadMember(ref JsonTextReader reader, ref BrokenRule mistake)
    {
        if (reader.Is("name"u8))
        {
            GoToValue(Seen.Name, ref reader, ref mistake);
            HasName = reader.Token == JsonTokenType.String;
            reader.Skip();
        }
        else if (reader.Is("arguments"u8))
        {
            GoToValue(Seen.Arguments, ref reader, ref mistake);
            var isObject = reader.Token == JsonTokenType.StartObject;
            mistake.ExpectParams(isObject || reader.Token == JsonTokenType.Null, "`params.arguments` must be an object.");
            var raw = reader.Raw();
            Arguments = isObject ? raw : default;
        }
        else if (reader.Is("uri"u8))
        {
            GoToValue(Seen.Uri, ref reader, ref mistake);
            HasUri = reader.Token == JsonTokenType.String;
            reader.Skip();
        }
        else if (reader.Is("requestId"u8))
        {
            GoToValue(Seen.RequestId, ref reader, ref mistake);
            RequestId = JsonRpcEnvelope.Short(reader.Raw(), otherwise: default);
        }
        else if (reader.Is("_meta"u8))
        {
            GoToValue(Seen.Meta, ref reader, ref mistake);
            ReadMeta(ref reader, ref mistake);
        }
        else if (reader.Is("protocolVersion"u8))
        {
            ReadHandshake(Seen.ProtocolVersion, JsonShape.TextOrNull, ref reader, ref mistake);
        }
        else if (reader.Is("capabilities"u8))
        {
            ReadHandshake(Seen.Capabilities, InitializeShape.Capabilities, ref reader, ref mistake);
        }
        else if (reader.Is("clientInfo"u8))
        {
            ReadHandshake(Seen.ClientInfo, InitializeShape.ClientInfo, ref reader, ref mistake);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private void ReadMeta(ref JsonTextReader reader, ref BrokenRule mistake)
    {
        if (reader.Token != JsonTokenType.StartObject)
        {
            mistake.ExpectParams(reader.Token == JsonTokenType.Null, "`params._meta` must be an object.");
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.Token == JsonTokenType.PropertyName)
        {
            if (reader.Is("io.modelcontextprotocol/protocolVersion"u8))
            {
                GoToValue(Seen.Version, ref reader, ref mistake);
                Version = reader.Token == JsonTokenType.String ? reader.Text(MaxVersionLength) ?? UnknownVersion : null;
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }
    }

    private void ReadHandshake(Seen member, JsonShape shape, ref JsonTextReader reader, ref BrokenRule mistake)
    {
        GoToValue(member, ref reader, ref mistake);
        var misfit = shape.Read(ref reader);
        mistake.Expect(!misfit.HasFlag(JsonShape.Misfit.MemberTwice), DuplicateMembers.Sentence);
        _isHandshakeBroken |= misfit.HasFlag(JsonShape.Misfit.WrongForm);
    }

    private void GoToValue(Seen member, ref JsonTextReader reader, ref BrokenRule mistake)
    {
        mistake.Expect(!_seen.HasFlag(member), DuplicateMembers.Sentence);
        _seen |= member;
        reader.Read();
    }
}
