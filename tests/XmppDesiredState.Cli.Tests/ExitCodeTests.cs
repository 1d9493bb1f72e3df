namespace XmppDesiredState.Cli.Tests;

public sealed class ExitCodeTests
{
    // The table of the exit codes: situation, then validate, plan, plan --detailed-exitcode, apply, verify, drift. Null: the row says nothing of this column.
    private static readonly (string Name, Func<Outcome, Outcome> Add, int?[] Codes)[] Table =
    [
        ("signal", outcome => outcome with { Interrupted = true }, [130, 130, 130, 130, 130, 130]),
        ("wrong usage", outcome => outcome with { WrongUsage = true }, [64, 64, 64, 64, 64, 64]),
        ("lock held", outcome => outcome with { LockHeld = true }, [null, null, null, 5, null, 5]),
        ("file errors", outcome => outcome with { FileErrors = true }, [1, 1, 1, 1, 1, 1]),
        ("refused", outcome => outcome with { Refused = true }, [null, null, null, 4, null, null]),
        ("unreadable", outcome => outcome with { Unreadable = 1 }, [null, 1, 1, 1, null, 1]),
        ("failed", outcome => outcome with { Failed = 1, HasChanges = true }, [null, null, null, 3, null, null]),
        ("blocked", outcome => outcome with { Blocked = 1, HasChanges = true }, [null, null, 2, 3, null, null]),
        ("waiting", outcome => outcome with { Waiting = 1, HasChanges = true }, [null, 0, 2, 6, null, null]),
        ("changes", outcome => outcome with { HasChanges = true }, [null, 0, 2, 0, null, null]),
        ("check failed", outcome => outcome with { ChecksFailed = 1 }, [null, null, null, null, 2, null]),
        ("drifted", outcome => outcome with { Drifted = 1 }, [null, null, null, null, null, 2]),
        ("nothing", outcome => outcome, [0, 0, 0, 0, 0, 0]),
    ];

    public static TheoryData<int, int, int> Pairs()
    {
        var data = new TheoryData<int, int, int>();
        for (var first = 0; first < Table.Length; first++)
        {
            for (var second = first; second < Table.Length; second++)
            {
                for (var column = 0; column < 6; column++) data.Add(first, second, column);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Of_TwoSituationsAtOnce_TheFirstRowThatSaysSomethingOfTheColumnWins(int first, int second, int column)
    {
        var outcome = Table[second].Add(Table[first].Add(new Outcome()));
        // "Failed" brings changes with it, so behind a row that is silent the row of changes speaks.
        var rows = new[] { first, second }.Concat(outcome.HasChanges ? [9, 12] : [12]).Order();
        var expected = rows.Select(row => Table[row].Codes[column]).First(code => code is not null);

        Assert.Equal(expected, ExitCode.Of((ExitColumn)column, outcome));
    }

    [Fact]
    public void Of_UnreadableAfterTheRestWasApplied_IsIncomplete() =>
        Assert.Equal(3, ExitCode.Of(ExitColumn.Apply, new Outcome { Unreadable = 1, Executed = true }));
}
