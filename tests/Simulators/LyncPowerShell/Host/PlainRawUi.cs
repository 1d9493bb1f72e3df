using System.Management.Automation.Host;

namespace XmppDesiredState.LyncPowerShell.Host;

/// <summary>Only a width: the formatter asks for it, and a redirected console of the real program has 80 columns; tables are not to be cut here.</summary>
internal sealed class PlainRawUi : PSHostRawUserInterface
{
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override Size BufferSize { get; set; } = new(500, 3000);

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override bool KeyAvailable => false;

    public override Size MaxPhysicalWindowSize => new(500, 50);

    public override Size MaxWindowSize => new(500, 50);

    public override Coordinates WindowPosition { get; set; }

    public override Size WindowSize { get; set; } = new(500, 50);

    public override string WindowTitle { get; set; } = "";

    public override void FlushInputBuffer()
    {
        // There are no keys.
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new HostException("There is no keyboard.");

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
    {
        // There is no screen.
    }

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
    {
        // There is no screen.
    }

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        // There is no screen.
    }
}
