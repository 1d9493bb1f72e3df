using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;

namespace XmppDesiredState.LyncPowerShell.Shims;

[Cmdlet(VerbsCommon.New, "Object")]
public sealed class NewObjectCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string TypeName { get; set; } = "";

    [Parameter(Position = 1), Alias("Args")]
    public object[] ArgumentList { get; set; } = [];

    [Parameter]
    public IDictionary? Property { get; set; }

    protected override void ProcessRecord()
    {
        var made = TypeName.ToUpperInvariant() is "PSOBJECT" or "PSCUSTOMOBJECT" or "SYSTEM.MANAGEMENT.AUTOMATION.PSOBJECT" ? new PSObject() : Make();
        foreach (DictionaryEntry entry in Property ?? new Hashtable())
        {
            if (made.Properties[(string)entry.Key] is { } known) known.Value = entry.Value;
            else made.Properties.Add(new PSNoteProperty((string)entry.Key, entry.Value));
        }
        // Not enumerated: an empty list would vanish.
        WriteObject(made, enumerateCollection: false);
    }

    private PSObject Make()
    {
        var type = LanguagePrimitives.ConvertTo<Type>(TypeName);
        if (ArgumentList.Length == 0) return PSObject.AsPSObject(Activator.CreateInstance(type)!);
        // The language chooses the overload and converts, as New-Object does.
        return InvokeCommand.InvokeScript("param($t, $a) , $t::new.Invoke($a)", useNewScope: true, PipelineResultTypes.None, input: null, type, ArgumentList)[0];
    }
}

[Cmdlet(VerbsCommon.Select, "Object")]
public sealed class SelectObjectCommand : PSCmdlet
{
    private readonly Queue<PSObject> tail = new();
    private int seen;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public string[] Property { get; set; } = [];

    [Parameter]
    public string? ExpandProperty { get; set; }

    [Parameter]
    public int First { get; set; } = int.MaxValue;

    [Parameter]
    public int Last { get; set; } = int.MaxValue;

    protected override void ProcessRecord()
    {
        if (InputObject is null || seen++ >= First) return;
        tail.Enqueue(InputObject);
        if (tail.Count > Last) tail.Dequeue();
    }

    protected override void EndProcessing()
    {
        foreach (var item in tail)
        {
            if (ExpandProperty is not null) WriteObject(item.Properties[ExpandProperty]?.Value, enumerateCollection: true);
            else WriteObject(Property.Length == 0 ? item : Chosen(item));
        }
    }

    private PSObject Chosen(PSObject item)
    {
        var chosen = new PSObject();
        foreach (var name in Property) chosen.Properties.Add(new PSNoteProperty(name, item.Properties[name]?.Value));
        return chosen;
    }
}

[Cmdlet("Sort", "Object")]
public sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> items = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public string[] Property { get; set; } = [];

    [Parameter]
    public SwitchParameter Descending { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null) items.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        var comparer = Comparer<PSObject>.Create(Compare);
        var sorted = (Descending ? items.OrderDescending(comparer) : items.Order(comparer)).ToList();
        for (var index = 0; index < sorted.Count; index++)
        {
            if (!Unique || index == 0 || Compare(sorted[index - 1], sorted[index]) != 0) WriteObject(sorted[index]);
        }
    }

    private int Compare(PSObject? left, PSObject? right) => Property.Length == 0
        ? LanguagePrimitives.Compare(left, right, ignoreCase: true)
        : Property.Select(name => LanguagePrimitives.Compare(left?.Properties[name]?.Value, right?.Properties[name]?.Value, ignoreCase: true)).FirstOrDefault(order => order != 0);
}

[Cmdlet("Out", "String")]
public sealed class OutStringCommand : PSCmdlet
{
    private readonly StringBuilder text = new();

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord() => text.AppendLine(InputObject?.ToString());

    protected override void EndProcessing() => WriteObject(text.ToString());
}
