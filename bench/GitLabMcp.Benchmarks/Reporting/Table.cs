using System.Text;

namespace GitLabMcp.Benchmarks.Reporting;

/// <summary>A table in Markdown, whose columns line up in a terminal too: text to the left, figures to the right.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) =>
        _rows.Add(
            cells.Length == columns.Length
                ? cells
                : throw new ArgumentException($"Expected {columns.Length} cells, got {cells.Length}.", nameof(cells))
        );

    public override string ToString()
    {
        var widths = columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Length).Append(3).Max()).ToArray();
        var areText = columns.Select((_, i) => _rows.Any(row => row[i].Any(char.IsLetter))).ToArray();
        var text = new StringBuilder();
        Line(columns);
        Line([.. widths.Select((width, i) => areText[i] ? new string('-', width) : new string('-', width - 1) + ":")]);
        _rows.ForEach(Line);
        return text.ToString();

        void Line(string[] cells) =>
            text.Append("| ")
                .AppendJoin(" | ", cells.Select((cell, i) => areText[i] ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))
                .Append(" |\n");
    }
}
