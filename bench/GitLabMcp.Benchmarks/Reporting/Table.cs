using System.Text;

namespace GitLabMcp.Benchmarks.Reporting;

/// <summary>A table in Markdown, whose columns line up in a terminal too. The first column is text, the others are figures.</summary>
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
        var text = new StringBuilder();
        Line(columns);
        Line([.. widths.Select(static (width, i) => i == 0 ? new string('-', width) : new string('-', width - 1) + ":")]);
        _rows.ForEach(Line);
        return text.ToString();

        void Line(string[] cells) =>
            text.Append("| ")
                .AppendJoin(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))
                .Append(" |\n");
    }
}
