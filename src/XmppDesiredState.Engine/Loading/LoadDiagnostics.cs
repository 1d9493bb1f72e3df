using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Loading;

/// <summary>What can be wrong with state files: 1020–1039 files and includes, 1040–1059 keys and values, 1060–1079 joining, overlays and variables, 1080–1099 providers and entries.</summary>
public static class LoadDiagnostics
{
    public static readonly DiagnosticDescriptor NotFound = new("XDS1020", Severity.Error, "File or folder not found",
        "A path given with -f, --connections or --var-file, or in include, does not exist. Paths of the command line start at the working folder, paths in a file at the folder of that file; / separates parts on every platform.");

    public static readonly DiagnosticDescriptor Unreadable = new("XDS1021", Severity.Error, "File cannot be read",
        "The path exists and the operating system refused to read it: missing permission, a folder where a file is meant, or a failing disk. The file's content counts as unknown, so nothing is planned.");

    public static readonly DiagnosticDescriptor EmptyFolder = new("XDS1022", Severity.Error, "No state file in the folder",
        "A folder loads its own *.yaml and *.yml files of kind federation that begin with apiVersion: xmppstate/v1, not those of its subfolders. An empty answer would mean that nothing is desired any more, so it is an error.");

    public static readonly DiagnosticDescriptor NotOurs = new("XDS1023", Severity.Error, "Not a state file",
        "A state file says apiVersion: xmppstate/v1, so that no other YAML file is taken for one. A file named with -f or by include must say so; in a folder other files are skipped with a note. Nothing else of such a file is read or shown.");

    public static readonly DiagnosticDescriptor Skipped = new("XDS1024", Severity.Note, "File of the folder skipped",
        "A folder loads files of kind federation only. Name an overlay with -f and a connections file with -f or --connections; other YAML files may stand beside state files.");

    public static readonly DiagnosticDescriptor WrongKind = new("XDS1025", Severity.Error, "Kind of file not usable here",
        "kind is federation (unless given), overlay or connections. Overlays are named with -f, in the order they apply, after what they change; includes bring files of kind federation or connections.");

    public static readonly DiagnosticDescriptor OutsideInclude = new("XDS1026", Severity.Error, "Include leaves the folder",
        "Includes stay inside the folder of the first file, also after following links: otherwise a pull request could have any file of the machine read. The file was not opened.");

    public static readonly DiagnosticDescriptor IncludeCycle = new("XDS1027", Severity.Error, "Files include one another in a circle",
        "A file that includes itself by way of others has no order of reading that people could follow. Remove one of the includes.");

    public static readonly DiagnosticDescriptor EmptyInclude = new("XDS1028", Severity.Error, "Include matches no file",
        "A pattern that matches nothing is usually a spelling mistake or a missing folder, and would silently drop everything those files declare. In a pattern, * and ? stand for text within the file's name.");

    public static readonly DiagnosticDescriptor BadInclude = new("XDS1029", Severity.Error, "Include is not usable",
        "An include is a path relative to its file, with / between the parts, that ends in .yaml or .yml. Wildcards stand in the last part only; variables do not stand in it, since the variables are declared by the files it brings.");

    public static readonly DiagnosticDescriptor TooMuch = new("XDS1030", Severity.Error, "Too many files or includes too deep",
        "The number of files and the depth of includes are bounded, so that hostile input cannot stall a shared runner.");

    public static readonly DiagnosticDescriptor UnknownKey = new("XDS1040", Severity.Error, "Unknown key",
        "Every key of a state file is known, so that a spelling mistake never silently leaves something unmanaged. xmppstate schema writes the JSON Schema that editors complete from.");

    public static readonly DiagnosticDescriptor WrongValue = new("XDS1041", Severity.Error, "Value does not fit",
        "The value has another type or form than the key takes. Values are read strictly: true and false are the only flags, numbers are decimal without leading zeros, and a text that looks like either needs quotes.");

    public static readonly DiagnosticDescriptor UnknownWord = new("XDS1042", Severity.Error, "Unknown word",
        "The key takes one word of a fixed list, written exactly as listed, also in upper and lower case.");

    public static readonly DiagnosticDescriptor MissingKey = new("XDS1043", Severity.Error, "Required key is missing",
        "The entry is not complete without this key: nothing sensible could be assumed for it. Give it in the entry, or for all entries under the section's defaults.");

    public static readonly DiagnosticDescriptor MissingUnit = new("XDS1044", Severity.Error, "Duration without unit",
        "A bare number could be seconds, minutes or days. Durations are whole numbers with units, the largest first: 30d, 1h30m, 90s.");

    public static readonly DiagnosticDescriptor ClearSecret = new("XDS1045", Severity.Error, "Secret not given by reference",
        "Secrets are references only: { env: NAME }, { file: path } or { command: [program, argument] }. They are resolved at their first use and never stand in a file, a plan or a log. A secret that was written into a file has to be changed, since version control keeps it.");

    public static readonly DiagnosticDescriptor NoDefault = new("XDS1046", Severity.Error, "No documented default",
        "The word default stands for the documented default of the back end. This back end documents none for the attribute: write the value, or null to empty it. A text that reads default needs quotes.");

    public static readonly DiagnosticDescriptor KeyConflict = new("XDS1060", Severity.Error, "Two files disagree",
        "Lists of several files are joined; any other key may stand in several files only with the same value, since no order of files should decide. Use an overlay to change a value on purpose.");

    public static readonly DiagnosticDescriptor AddressTwice = new("XDS1061", Severity.Error, "Declared twice",
        "A resource stands once on each provider, after domains and names are brought into one form. Keep one of the two entries, or name different providers.");

    public static readonly DiagnosticDescriptor UnnamedOverlay = new("XDS1062", Severity.Error, "Overlay without name",
        "An overlay makes another deployment of the same files. It sets name, so that plans, comments and run records of the two are never mistaken for one another.");

    public static readonly DiagnosticDescriptor NothingToRemove = new("XDS1063", Severity.Error, "Overlay removes what is not there",
        "An id under remove is declared neither by the files nor by an earlier overlay. It may have been renamed, or is spelled differently.");

    public static readonly DiagnosticDescriptor AmbiguousEntry = new("XDS1064", Severity.Error, "Overlay fits several entries",
        "The resource is declared on several providers, in entries of their own. Give provider in the overlay's entry, so that it is clear which one changes.");

    public static readonly DiagnosticDescriptor OverlayOfNothing = new("XDS1065", Severity.Error, "Overlay without a base",
        "Only overlays were named. Name the files that they change first: -f desired.yaml -f test.overlay.yaml.");

    public static readonly DiagnosticDescriptor UnknownVariable = new("XDS1070", Severity.Error, "Unknown variable",
        "${name} refers to a variable that no file declares under variables, or --var or --var-file sets one that nobody declared. $${ stands for ${ itself.");

    public static readonly DiagnosticDescriptor UnsetVariable = new("XDS1071", Severity.Error, "Variable without value",
        "The variable has no default, and neither --var nor --var-file gives it a value. Give it one of the three; values on the command line win over files, and files over the default.");

    public static readonly DiagnosticDescriptor WrongVariable = new("XDS1072", Severity.Error, "Variable's value does not fit",
        "A variable is a string, a number or a flag, as its declaration says. It holds no list, no map and no secret, and refers to no other variable.");

    public static readonly DiagnosticDescriptor BadReference = new("XDS1073", Severity.Error, "Reference to a variable not usable",
        "References are written ${name}, in values only. Those that say how files are read (apiVersion, kind, include and variables) take none. $${ stands for ${ itself.");

    public static readonly DiagnosticDescriptor UnknownProvider = new("XDS1080", Severity.Error, "Unknown provider",
        "provider, issuer and addresses name an instance declared under providers, by its name, not by its type.");

    public static readonly DiagnosticDescriptor UnknownType = new("XDS1081", Severity.Error, "Unknown provider type",
        "type picks one of the providers this program has; xmppstate providers lists them with their options.");

    public static readonly DiagnosticDescriptor AmbiguousProvider = new("XDS1082", Severity.Error, "Provider not given",
        "Several declared providers could hold these resources. Name one, or a list, in the section or in the entry.");

    public static readonly DiagnosticDescriptor LacksKind = new("XDS1083", Severity.Error, "Provider does not have this kind",
        "No provider here holds resources of this kind. xmppstate providers lists what each type can hold.");

    public static readonly DiagnosticDescriptor BadName = new("XDS1084", Severity.Error, "Name not usable",
        "Names of providers, windows and variables are made of letters, digits, hyphen, underscore and dot, beginning with a letter or digit, so that they can stand in addresses (partner/fabrikam.com@lync), file names and references.");

    public static readonly DiagnosticDescriptor UnknownTimeZone = new("XDS1085", Severity.Error, "Unknown time zone",
        "timeZone is a name of the IANA time zone database, such as Europe/Berlin or UTC, that this machine knows.");

    public static readonly DiagnosticDescriptor NoTargets = new("XDS1086", Severity.Error, "SRV record set without targets",
        "Targets left out are gateway.edge on port 5269, and gateway.edge is not given. A record set without a target says nothing; to declare that a domain has no XMPP server, write the target . alone.");

    public static readonly DiagnosticDescriptor StoreOfFiles = new("XDS1087", Severity.Error, "Run store not in the connections file",
        "With --connections, files that nobody has reviewed are read with the connections of reviewed ones. A run store over the network is a connection: who declares it says where a token or a signature is sent. So it is taken from the connections file; a folder may stand in either.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NotFound, Unreadable, EmptyFolder, NotOurs, Skipped, WrongKind, OutsideInclude, IncludeCycle, EmptyInclude, BadInclude, TooMuch,
        UnknownKey, WrongValue, UnknownWord, MissingKey, MissingUnit, ClearSecret, NoDefault,
        KeyConflict, AddressTwice, UnnamedOverlay, NothingToRemove, AmbiguousEntry, OverlayOfNothing,
        UnknownVariable, UnsetVariable, WrongVariable, BadReference,
        UnknownProvider, UnknownType, AmbiguousProvider, LacksKind, BadName, UnknownTimeZone, NoTargets, StoreOfFiles,
    ];
}
