using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>What people should know beside the steps of a certificate.</summary>
internal static class CertificateNotes
{
    private const int Shown = 8;

    public static ImmutableArray<string> Of(PlanInput input, PlannedCertificate planned, OutstandingRequest? next)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (End(planned) is { } end) notes.Add(end <= input.Now ? $"ended {Day(end)}" : $"ends {Day(end)}, in {Days(end - input.Now)}");
        var carried = planned.Wanted.Names.Except(CertificateNames.Derive(input.Desired.Gateway, planned.Declared.Resource), StringComparer.Ordinal).ToArray();
        if (carried.Length > 0) notes.Add($"not declared, carried over from the live certificate: {Findings.Some(carried, Shown)}");
        if (next is not null && next.Digest == planned.Wanted.Digest) notes.Add(Requested(input, planned, next));
        return notes.DrainToImmutable();
    }

    /// <summary>"requested 2026-11-21, 3 days ago; ask by 2026-12-05".</summary>
    public static string Requested(PlanInput input, PlannedCertificate planned, OutstandingRequest next)
    {
        var age = input.Now - next.RequestedAt;
        var since = $"requested {Day(next.RequestedAt)}, {(age < TimeSpan.FromDays(1) ? "less than a day" : Days(age))} ago";
        if (next.Accepted is not null) return since + ", issued";
        if (next.Chain is not null) return since + ", answered";
        if (End(planned) is not { } end) return since;
        var by = end - CertificateNeed.LeadTime(input, planned.Declared);
        return by <= input.Now ? $"{since}; overdue since {Day(by)}" : $"{since}; ask by {Day(by)}";
    }

    private static DateTimeOffset? End(PlannedCertificate planned) =>
        planned.Current.Values.Where(slot => slot.NotAfter != DateTimeOffset.MaxValue).Select(slot => (DateTimeOffset?)slot.NotAfter).Min();

    public static string Days(TimeSpan time) => (int)time.TotalDays is var days && days == 1 ? "1 day" : $"{days} days";

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
