using System.Globalization;
using System.Runtime.CompilerServices;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>What the compiler makes of <c>$"…"</c> for <see cref="HtmlWriter.Add"/>.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/csharp/advanced-topics/performance/interpolated-string-handler</remarks>
[InterpolatedStringHandler]
internal readonly ref struct HtmlHoles(int literalLength, int formattedCount, HtmlWriter html)
{
    // Both are the pattern's and only hints.
    private readonly int expected = literalLength + formattedCount;

    public void AppendLiteral(string markup) => html.AddMarkup(markup);

    public void AppendFormatted(string? text)
    {
        if (text is not null) html.AddText(text);
    }

    public void AppendFormatted(int number) => html.AddMarkup(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A length of a drawing: one decimal is a tenth of a pixel or of a percent.</summary>
    public void AppendFormatted(double length) => html.AddMarkup(length.ToString("0.#", CultureInfo.InvariantCulture));

    /// <summary>Everything is written already; keeps the hints used.</summary>
    public void End() => ArgumentOutOfRangeException.ThrowIfNegative(expected);
}
