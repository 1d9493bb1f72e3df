using System.Collections.Immutable;
using CsCheck;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

namespace XmppDesiredState.Cli.Tests.Pages;

public sealed class GraphLayoutTests
{
    // Steps in phases, each requiring some of those before it.
    private static readonly Gen<ImmutableArray<ReportStep>> Steps = Gen.Int[1, 40].SelectMany(number => Gen.Select(Gen.Int[1, 4].Array[number], Gen.Int[0, 5].Array[number], Gen.Int[0, 1000].Array[number], Gen.Bool.Array[number],
        (phases, lanes, picks, ways) =>
        {
            Array.Sort(phases);
            return (ImmutableArray<ReportStep>)[.. Enumerable.Range(0, number).Select(i => new ReportStep(i, phases[i], $"step {i}", $"partner/p{lanes[i]}.example",
                i == 0 || picks[i] % 3 == 0 ? [] : [.. ((int[])[picks[i] % i, picks[i] / 7 % i]).Distinct()], ways[i] && picks[i] % 5 == 0))];
        }));

    [Fact]
    public void Boxes_OfAnyPlan_StandBehindWhatTheyRequireAndNeverOnEachOther() => Steps.Sample(steps =>
    {
        var layout = GraphLayout.Of(GraphNodes.Of(steps));
        var byId = layout.Nodes.ToDictionary(node => node.Node.Id);
        Assert.All(layout.Nodes, node => Assert.All(node.Node.Requires, id => Assert.True(byId[id].Node.Phase == node.Node.Phase ? byId[id].Right < node.X : byId[id].Y + byId[id].Height < node.Y)));
        Assert.Equal(layout.Nodes.Length, layout.Nodes.Select(node => (node.X, node.Y)).Distinct().Count());
        Assert.All(layout.Nodes, node => Assert.True(node.X >= 0 && node.Right <= layout.Width && node.Y >= 0 && node.Y + node.Height <= layout.Height));
        Assert.All(layout.Nodes, node => Assert.Contains(layout.Phases, band => band.Phase == node.Node.Phase && band.Y <= node.Y && node.Y + node.Height <= band.Y + band.Height));
    }, iter: 300);

    [Fact]
    public void Lines_OfAnyPlan_SayTheSameAsAllRequirements() => Steps.Sample(steps =>
    {
        var nodes = GraphNodes.Of(steps);
        var edges = GraphLayout.Of(nodes).Edges.ToLookup(edge => edge.To.Node.Id, edge => edge.From.Node.Id);
        var requires = nodes.ToDictionary(node => node.Id, node => node.Requires);
        foreach (var node in nodes) Assert.Equal(Reach(node.Id, id => requires[id]), Reach(node.Id, id => edges[id]));
    }, iter: 300);

    [Fact]
    public void Nodes_OfMoreStepsThanAreDrawn_StandForAPhaseAndAKind()
    {
        var steps = Enumerable.Range(0, GraphNodes.Most + 1).Select(i => Samples.Step(i, i % 2 + 4, "create", i % 2 == 0 ? $"srv-record/_xmpp-server._tcp.d{i}.example" : $"partner/p{i}.example", i % 2 == 0 ? [] : [i - 1])).ToImmutableArray();
        var nodes = GraphNodes.Of(steps);
        Assert.Equal(["4: 101 steps, srv-record, 101 changes", "5: 100 steps, partner, 100 changes"], nodes.Select(node => $"{node.Phase}: {node.Text}, {node.Lane}"));
        Assert.Equal([nodes[0].Id], nodes[1].Requires);
    }

    [Fact]
    public void Nodes_ThatDependOnNothing_AreToldTogetherFromFourOn()
    {
        ImmutableArray<ReportStep> steps = [.. Enumerable.Range(0, 4).Select(i => Samples.Step(i, 5, "create", $"partner/p{i}.example")), Samples.Step(4, 5, "create", "partner/a.example"), Samples.Step(5, 5, "update", "partner/b.example", 4)];
        Assert.Equal(["4 steps", "create", "update"], GraphNodes.Of(steps).Select(node => node.Text));
        Assert.Equal(["create", "create", "create", "create", "update"], GraphNodes.Of(steps.RemoveAt(0)).Select(node => node.Text));
    }

    [Fact]
    public void Boxes_ToldTogetherInACircle_AreStillDrawn()
    {
        var steps = Enumerable.Range(0, GraphNodes.Most + 2).Select(i => Samples.Step(i, 5, "create", i % 2 == 0 ? $"policy/a{i}" : $"partner/p{i}", i == 0 ? [] : [i - 1])).ToImmutableArray();
        Assert.Equal(2, GraphLayout.Of(GraphNodes.Of(steps)).Nodes.Length);
    }

    private static ImmutableSortedSet<int> Reach(int id, Func<int, IEnumerable<int>> before)
    {
        var seen = ImmutableSortedSet.CreateBuilder<int>();
        var open = new Stack<int>(before(id));
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next)) continue;
            foreach (var required in before(next)) open.Push(required);
        }

        return seen.ToImmutable();
    }
}
