using System.Text;

namespace GitLabMcp.Edge.Mcp;

/// <summary>The form that a JSON value must have, checked while it is read. Members that are not listed may be anything.</summary>
internal sealed class JsonShape
{
    public static readonly JsonShape Text = new(Kind.Text);
    public static readonly JsonShape TextOrNull = new(Kind.Text | Kind.Null);
    public static readonly JsonShape FlagOrNull = new(Kind.Flag | Kind.Null);
    public static readonly JsonShape Integer = new(Kind.Integer);

    private readonly Kind _kinds;

    private JsonShape(Kind kinds) => _kinds = kinds;

    [Flags]
    public enum Misfit
    {
        None = 0,
        WrongForm = 1,
        MemberTwice = 2,
    }

    [Flags]
    private enum Kind
    {
        None = 0,
        Null = 1,
        Text = 2,
        Flag = 4,
        Integer = 8,
        Object = 16,
        List = 32,
    }

    private Member[] Members { get; init; } = [];

    private JsonShape? Item { get; init; }

    public static JsonShape Object(params Member[] members) => new(Kind.Object) { Members = members };

    public static JsonShape ObjectOrNull(params Member[] members) => new(Kind.Object | Kind.Null) { Members = members };

    public static JsonShape ListOrNull(JsonShape item) => new(Kind.List | Kind.Null) { Item = item };

    public static Member Required(string name, JsonShape shape) => new(Encoding.UTF8.GetBytes(name), shape, IsRequired: true);

    public static Member Optional(string name, JsonShape shape) => new(Encoding.UTF8.GetBytes(name), shape, IsRequired: false);

    /// <summary>Goes to the end of the value that the reader stands at.</summary>
    public Misfit Read(ref JsonTextReader reader)
    {
        var kind = KindOf(reader);
        if ((_kinds & kind) == 0)
        {
            reader.Skip();
            return Misfit.WrongForm;
        }

        return kind switch
        {
            Kind.Object => ReadMembers(ref reader),
            Kind.List => ReadItems(ref reader),
            _ => Misfit.None,
        };
    }

    private Misfit ReadMembers(ref JsonTextReader reader)
    {
        var misfit = Misfit.None;
        var seen = 0;
        while (reader.Read() && reader.Token == JsonTokenType.PropertyName)
        {
            var index = IndexOf(reader);
            reader.Read();
            if (index < 0)
            {
                reader.Skip();
                continue;
            }

            misfit |= (seen & (1 << index)) != 0 ? Misfit.MemberTwice : Misfit.None;
            seen |= 1 << index;
            misfit |= Members[index].Shape.Read(ref reader);
        }

        for (var i = 0; i < Members.Length; i++)
        {
            misfit |= Members[i].IsRequired && (seen & (1 << i)) == 0 ? Misfit.WrongForm : Misfit.None;
        }

        return misfit;
    }

    private Misfit ReadItems(ref JsonTextReader reader)
    {
        var misfit = Misfit.None;
        while (reader.Read() && reader.Token != JsonTokenType.EndArray)
        {
            misfit |= Item!.Read(ref reader);
        }

        return misfit;
    }

    private int IndexOf(in JsonTextReader reader)
    {
        for (var i = 0; i < Members.Length; i++)
        {
            if (reader.Is(Members[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    private static Kind KindOf(in JsonTextReader reader) =>
        reader.Token switch
        {
            JsonTokenType.Null => Kind.Null,
            JsonTokenType.String => Kind.Text,
            JsonTokenType.True or JsonTokenType.False => Kind.Flag,
            JsonTokenType.Number when reader.IsInt32 => Kind.Integer,
            JsonTokenType.StartObject => Kind.Object,
            JsonTokenType.StartArray => Kind.List,
            _ => Kind.None,
        };

    internal sealed record Member(byte[] Name, JsonShape Shape, bool IsRequired);
}
