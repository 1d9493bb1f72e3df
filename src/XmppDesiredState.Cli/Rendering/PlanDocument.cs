using System.Buffers;
using System.Text;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>A plan as JSON: the contract, written by the engine that also reads it back.</summary>
internal static class PlanDocument
{
    public static string Of(IEngine engine, Plan plan)
    {
        var buffer = new ArrayBufferWriter<byte>();
        engine.WritePlan(plan, buffer);
        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return text.EndsWith('\n') ? text : text + "\n";
    }
}
