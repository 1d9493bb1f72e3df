using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using CsCheck;
using XmppDesiredState.Providers.Lync;

namespace XmppDesiredState.Providers.Tests.Lync;

/// <summary>A value in a script is that value and nothing else, as the real parser and the real engine read it.</summary>
public sealed class PowerShellTextTests
{
    private static readonly string[] Hostile =
    [
        "", " ", "'", "''", "'; exit 7; '", "\u2018\u2019\u201a\u201b", "a\u2019; Get-Date; \u2018b", "\u201c\u201d\u201e\"", "$(exit 7)", "$env:PATH", "`$x`n", "a`", "\r\n", "a\nb\r\nc", "\0", "\u0085\u2028\u2029",
        "\u202emoc.osotnoc", "M\u00fcnchen", "\ud83d\ude00\ud83d\ude80", "\ud83d", "\udc00\ud800", "\ufeffx", "_x000A_", "#> <#", "@' \n'@ exit", "%PATH%", "--%", "-WhatIf:$false", "\u00a0\u200b", "[char]0x41", ")", "))\n#",
    ];

    // Only what makes a text: quoted words, numbers of characters, and the joining of both.
    private static readonly Type[] Harmless =
    [
        typeof(ScriptBlockAst), typeof(NamedBlockAst), typeof(PipelineAst), typeof(CommandExpressionAst), typeof(ParenExpressionAst), typeof(UnaryExpressionAst), typeof(ArrayLiteralAst),
        typeof(StringConstantExpressionAst), typeof(ConvertExpressionAst), typeof(TypeConstraintAst), typeof(ConstantExpressionAst),
    ];

    private static readonly Gen<string> Known = Gen.Int[0, Hostile.Length - 1].Select(index => Hostile[index]);

    private static readonly Gen<string> Texts = Gen.OneOf(Known, Gen.String, Gen.Select(Known, Gen.String[0, 5], Known, (a, b, c) => a + b + c));

    [Fact]
    public void Literal_OfAnyText_IsThatTextAndRunsNothing()
    {
        using var engine = Engine();
        foreach (var text in Hostile) Check(engine, text);
        Texts.Sample(text => Check(engine, text), iter: 500, threads: 1);
    }

    [Fact]
    public void Literal_OfALongTextWithoutASingleLetter_IsNotNestedDeep()
    {
        using var engine = Engine();
        Check(engine, new string('\u6587', 20_000));
    }

    [Fact]
    public void Comment_OfAnyText_StaysInItsLine() => Texts.Sample(text =>
    {
        var comment = PowerShellText.Comment(text);
        Assert.All(comment, c => Assert.InRange(c, ' ', '~'));
        Parser.ParseInput($"# {comment}\n", out var tokens, out var errors);
        Assert.Empty(errors);
        Assert.Equal([TokenKind.Comment, TokenKind.NewLine, TokenKind.EndOfInput], tokens.Select(token => token.Kind));
    }, iter: 500);

    [Fact]
    public void Arguments_AreWrittenAsTheCmdletsTakeThem()
    {
        LyncArgument[] arguments =
        [
            new LyncArgument.Text("Konrad's"), new LyncArgument.Flag(true), new LyncArgument.Number(4294967295), new LyncArgument.Texts(["a.example", "b.example"]), new LyncArgument.Texts(["a.example"]),
            new LyncArgument.ListChange(["a.example"], []), new LyncArgument.ListChange([], ["b.example"]), new LyncArgument.ListChange(["a.example"], ["b.example", "c.example"]), LyncArgument.Empty.Instance,
        ];

        Assert.Equal(
            [
                "'Konrad''s'", "$true", "4294967295", "@('a.example', 'b.example')", "@('a.example')", "@{ Add = @('a.example') }", "@{ Remove = @('b.example') }",
                "@{ Add = @('a.example'); Remove = @('b.example', 'c.example') }", "$null",
            ], arguments.Select(PowerShellText.Literal));
    }

    // No command exists in it.
    private static System.Management.Automation.PowerShell Engine()
    {
        var engine = System.Management.Automation.PowerShell.Create(InitialSessionState.Create());
        engine.Runspace.SessionStateProxy.LanguageMode = PSLanguageMode.FullLanguage;
        return engine;
    }

    private static void Check(System.Management.Automation.PowerShell engine, string text)
    {
        var literal = PowerShellText.Literal(text);
        Assert.All(literal, c => Assert.InRange(c, ' ', '~'));
        var tree = Parser.ParseInput(literal, out _, out var errors);
        Assert.Empty(errors);
        Assert.All(tree.FindAll(_ => true, searchNestedScriptBlocks: true), node => Assert.Contains(node.GetType(), Harmless));
        engine.Commands.Clear();
        var result = Assert.Single(engine.AddScript(literal).Invoke());
        Assert.False(engine.HadErrors);
        Assert.Equal(text, Assert.IsType<string>(result.BaseObject));
    }
}
