namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary>How messages name what is read: <c>negotiation.tls</c>, <c>partner fabrikam.com</c>. Joined only where something is to be said: most values are good.</summary>
internal readonly record struct Subject(string Name, string? Part = null, char Between = '.')
{
    public static implicit operator Subject(string name) => new(name);

    public Subject Inner(string part) => new(ToString(), part);

    public override string ToString() => Part is null ? Name : $"{Name}{Between}{Part}";
}
