using System.Buffers;
using System.Text;
using System.Text.Json;
using GitLabMcp.Edge.Mcp;

namespace GitLabMcp.Edge.Tests.Mcp;

public sealed class JsonRpcEnvelopeTests
{
    private static readonly string[] Seeds =
    [
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":{"b":[1,"c"]},"_meta":{}}}""",
        """{"jsonrpc":"2.0","id":"é😀","method":"ping","params":{"a":"\ud83d\ude00\ud83d\ude00","\u00e9é😀":[-1.5e3,true,null]}}""",
        """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"\u0061b","_meta":{"a":1}}}""",
        """{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"m\\n","data":[{}]}}""",
    ];

    [Fact]
    public void Reads_method_id_version_and_the_arguments_as_they_came()
    {
        var request = Assert.IsType<RpcMessage.Request>(
            Read(
                """
                {"jsonrpc":"2.0","id":"a\u0062","method":"tools/call","params":{
                  "_meta":{"progressToken":1,"io.modelcontextprotocol/protocolVersion":"2026-07-28"},
                  "name":"get_project","arguments":{ "project_id" : 7, "deep":[{"a":[1,2]}] }}}
                """
            )
        );

        Assert.Equal("tools/call", request.Method);
        Assert.Equal("2026-07-28", request.Version);
        Assert.Equal("\"a\\u0062\"", Text(request.Id));
        Assert.Equal("""{ "project_id" : 7, "deep":[{"a":[1,2]}] }""", Encoding.UTF8.GetString(request.Arguments));
    }

    [Fact]
    public void Tells_requests_notifications_and_responses_apart()
    {
        Assert.IsType<RpcMessage.Request>(Read("""{"jsonrpc":"2.0","method":"ping","id":1}"""));
        Assert.IsType<RpcMessage.Notification>(Read("""{"jsonrpc":"2.0","method":"notifications/initialized"}"""));
        Assert.IsType<RpcMessage.Response>(Read("""{"jsonrpc":"2.0","id":1,"result":{}}"""));
        Assert.IsType<RpcMessage.Response>(Read("""{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"m"}}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("""{"jsonrpc":"2.0",}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1} x""")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1}{"jsonrpc":"2.0","method":"ping","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"\ud800","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1,"\ud800":1}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":"\ud800"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1,"params":{"a":["\ud800"]}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1,"params":{"a":"\uDE00\ud83d"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1,"params":{"a":"\ud83d\n\ude00"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1,"params":{"a":"\ud83d\ud83d\ude00"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1,"params":{"a":"\ud83d ude00"}}""")]
    public void Refuses_what_is_not_JSON_as_a_parse_error(string body) => Assert.Equal(-32700, Refused(body).Code);

    [Fact]
    public void Refuses_what_is_not_UTF_8_as_a_parse_error() =>
        Assert.Equal(
            -32700,
            Assert
                .IsType<RpcMessage.Unusable>(
                    JsonRpcEnvelope.Read(
                        new ReadOnlySequence<byte>([.. """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":"b"""u8, 0xFF, .. "\"}}"u8])
                    )
                )
                .Code
        );

    [Theory]
    [InlineData("""{"\u006asonrpc":"2.0","\u0069d":1,"\u006dethod":"p\u0069ng"}""")]
    [InlineData("""{"jsonrpc":"\u0032.0","id":1,"method":"ping","params":{"a":"\ud83d\ude00 \\ud800 \ud83d\ude00\""}}""")]
    public void Takes_what_is_escaped_for_what_it_means(string body) => Assert.IsType<RpcMessage.Request>(Read(body));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(10_000, false)]
    public void Refuses_nesting_over_64_levels(int levels, bool isTaken)
    {
        // The message and its parameters are the first two levels.
        var inner = levels - 2;
        var message = Read(
            """{"jsonrpc":"2.0","method":"ping","id":1,"params":{"a":""" + new string('[', inner) + new string(']', inner) + "}}"
        );

        Assert.Equal(isTaken, message is RpcMessage.Request);
        Assert.Equal(!isTaken, message is RpcMessage.Unusable { Code: -32700 });
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{"jsonrpc":"2.0","method":"ping","id":1}]""")]
    public void Refuses_a_batch(string body)
    {
        var refused = Refused(body);

        Assert.Equal(-32600, refused.Code);
        Assert.Contains("atch", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "null")]
    [InlineData("\"text\"", "null")]
    [InlineData("null", "null")]
    [InlineData("{}", "null")]
    [InlineData("""{"jsonrpc":"1.0","method":"ping","id":7}""", "7")]
    [InlineData("""{"method":"ping","id":7}""", "7")]
    [InlineData("""{"jsonrpc":"2.0","method":5,"id":7}""", "7")]
    [InlineData("""{"jsonrpc":"2.0","id":7}""", "7")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":null}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1.5}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":{"a":1}}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":99999999999999999999}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1,"method":"tools/list"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1,"other":1}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1,"\u006dethod":"ping"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{},"result":{}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1,"params":{"_meta":{},"_meta":{}}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","id":1,"params":{"name":"a","arguments":{},"arguments":{}}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"resources/read","id":1,"params":{"uri":"a","\u0075ri":"b"}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"initialize","id":1,"params":{"capabilities":{"roots":{},"roots":{}}}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"initialize","id":1,"params":{"clientInfo":{"name":"a","name":"b"}}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":1,"code":2,"message":"m"}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":1.5,"message":"m"}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":null}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":5}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":"x","message":"m"}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":1}}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","id":1,"params":{"name":"a","name":"b"}}""", "1")]
    public void Refuses_what_is_JSON_but_no_message_and_echoes_the_id_it_could_read(string body, string id)
    {
        var refused = Refused(body);

        Assert.Equal(-32600, refused.Code);
        Assert.Equal(id, Text(refused.Id));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"ping","id":1,"params":[1]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","id":1,"params":{"name":5}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","id":1,"params":{"name":"a","arguments":[1]}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"prompts/get","id":1,"params":{"name":null}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"resources/read","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"resources/read","id":1,"params":{"uri":null}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"resources/read","id":1,"params":{"uri":["gitlab://me"]}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","id":1,"params":{"name":"a","_meta":"x"}}""")]
    public void Refuses_parameters_of_the_wrong_type(string body) => Assert.Equal(-32602, Refused(body).Code);

    [Fact]
    public void Refuses_a_version_in_meta_that_comes_twice() =>
        Assert.Equal(
            -32600,
            Refused(
                """
                {"jsonrpc":"2.0","method":"ping","id":1,"params":{"_meta":
                  {"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/protocolVersion":"2025-11-25"}}}
                """
            ).Code
        );

    [Fact]
    public void Repeats_no_long_id_in_a_refusal_and_takes_a_long_version_for_an_unknown_one()
    {
        var text = new string('9', 5000);

        Assert.Equal("null", Text(Refused($$"""{"jsonrpc":"1.0","method":"ping","id":"{{text}}"}""").Id));
        Assert.Equal("null", Text(Refused($$"""{"jsonrpc":"2.0","method":"ping","id":{{text}}}""").Id));
        var request = Assert.IsType<RpcMessage.Request>(
            Read(
                $$$"""
                {"jsonrpc":"2.0","id":"{{{text}}}","method":"{{{text}}}",
                "params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"{{{text}}}"} } }
                """
            )
        );
        Assert.Equal(("null", RpcMethod.Other), (Text(request.Id), request.Method));
        Assert.True(McpVersion.IsSessionless(request.Version) && !McpVersion.IsSupported(request.Version!));
    }

    [Fact]
    public void Gives_an_answer_to_any_bytes()
    {
        var random = new Random(20260728);
        byte[][] seeds = [.. Seeds.Select(Encoding.UTF8.GetBytes)];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])seeds[random.Next(seeds.Length)].Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"{}[]\":,0n\\"[random.Next(10)];
            }

            var message = JsonRpcEnvelope.Read(new ReadOnlySequence<byte>(bytes));
            Assert.Equal(Show(message), Show(JsonRpcEnvelope.Read(Pieces(random, bytes))));
            if (message is RpcMessage.Request request)
            {
                using var whole = JsonDocument.Parse(bytes);
                using var id = JsonDocument.Parse(request.Id);
                Assert.Equal(JsonValueKind.Object, whole.RootElement.ValueKind);
            }
        }
    }

    private static RpcMessage Read(string body) => JsonRpcEnvelope.Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)));

    private static RpcMessage.Unusable Refused(string body) => Assert.IsType<RpcMessage.Unusable>(Read(body));

    /// <summary>The same bytes, cut where it is least convenient.</summary>
    private static ReadOnlySequence<byte> Pieces(Random random, ReadOnlyMemory<byte> bytes)
    {
        var first = new Piece(default, 0);
        var last = first;
        for (var at = 0; at < bytes.Length; )
        {
            var length = Math.Min(random.Next(1, 9), bytes.Length - at);
            last = last.Append(bytes.Slice(at, length));
            at += length;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private static string Show(RpcMessage message) =>
        message switch
        {
            RpcMessage.Request request => $"{request.Method} {Text(request.Id)} {request.Version} {request.HasHandshake} "
                + $"{Show(request.Arguments)} {Show(request.Params)}",
            RpcMessage.Notification notification =>
                $"{notification.Method} {notification.Version} {Text(notification.Cancels)} {Show(notification.Params)}",
            RpcMessage.Unusable unusable => $"{unusable.Code} {unusable.Message} {Text(unusable.Id)}",
            _ => "response",
        };

    private static string Show(ReadOnlySequence<byte> bytes) => Convert.ToHexString(bytes.ToArray());

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> bytes, long start) => (Memory, RunningIndex) = (bytes, start);

        public Piece Append(ReadOnlyMemory<byte> bytes)
        {
            var next = new Piece(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
