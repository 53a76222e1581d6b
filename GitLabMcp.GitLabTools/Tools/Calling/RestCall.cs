using System.Collections;
using System.Net.Http.Headers;
using System.Text;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>The request of a tool of one REST request: arguments named in the route fill it, the rest is the query of
/// GET and DELETE or the JSON body.</summary>
internal sealed class RestCall(Tool tool, ArgumentReader reader)
{
    private static readonly MediaTypeHeaderValue ContentType = new("application/json");

    private readonly Route _route = new(tool.Route!, reader);

    public GitLabRequest Request(CallValues values)
    {
        var path = new StringBuilder(64);
        _route.Write(path, values);
        if (tool.Method == HttpMethod.Get || tool.Method == HttpMethod.Delete)
        {
            AppendQuery(path, values);
            return new(tool.Method, path.ToString(), tool.Route!);
        }

        return new(tool.Method!, path.ToString(), tool.Route!, () => Body(values)) { IsRead = tool.Effect == Effect.Read };
    }

    /// <summary>Whether an argument is a part of the path.</summary>
    public bool IsInPath(string argument) => _route.Uses(argument);

    private void AppendQuery(StringBuilder path, CallValues values)
    {
        var separator = _route.HasQuery ? '&' : '?';
        var place =
            values.Framework.Cursor is not { } cursor ? null
            : cursor.IsStart ? tool.KeysetStart
            : cursor.Query;
        foreach (var (argument, value) in OutsidePath(values))
        {
            // A cursor has the order and the place of the list it came from: arguments that would say them again are left out.
            if (place is null || !(argument.SentAs == ArgumentNames.Page || Cursor.Says(place, argument.SentAs)))
            {
                ArgumentText.AppendQuery(path, argument, value, ref separator);
            }
        }

        if (place is not null)
        {
            path.Append(separator).Append(place);
        }
    }

    private ByteArrayContent Body(CallValues values)
    {
        using var buffer = new MemoryStream(256);
        using (var writer = new Utf8JsonWriter(buffer, ToolJson.Writer))
        {
            writer.WriteStartObject();
            foreach (var (argument, value) in OutsidePath(values))
            {
                writer.WritePropertyName(argument.SentAs);
                if (argument.IsCommaJoined && value is IEnumerable list)
                {
                    writer.WriteStringValue(ArgumentText.Joined(list));
                }
                else
                {
                    JsonSerializer.Serialize(writer, value, argument.TypeInfo);
                }
            }

            writer.WriteEndObject();
        }

        return new ByteArrayContent(buffer.ToArray()) { Headers = { ContentType = ContentType } };
    }

    private IEnumerable<(ToolArgument Argument, object Value)> OutsidePath(CallValues values)
    {
        foreach (var argument in reader.Arguments)
        {
            // GitLab takes no path for the root.
            if (
                values[argument.Name] is { } value
                && value is not FolderPath { IsRoot: true }
                && !_route.Uses(argument.Name)
                && argument.IsSent
            )
            {
                yield return (argument, value);
            }
        }
    }
}
