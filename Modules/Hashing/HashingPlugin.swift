public import AllianceKit

/// Hashes of files, known-hash lists, and matching one against the other.
public enum HashingPlugin: Plugin {
    /// `hashing`
    public static let name = "hashing"
    /// What the module is for.
    public static let summary = "Hash pictures and files, and find them in known-hash lists."
    /// Hashing and matching.
    public static let commands: [any Command.Type] = [
        ComputeCommand.self, MatchCommand.self, FilterCommand.self, ClusterCommand.self, WorkerCommand.self,
    ]
    /// Known-hash lists.
    public static let commandGroups = [
        CommandGroup(
            "lists", "Known-hash lists: import, look, export, withdraw, share.",
            [
                ListsImportCommand.self, ListsSyncCommand.self, ListsLsCommand.self, ListsShowCommand.self,
                ListsExportCommand.self, ListsWithdrawCommand.self, ListsDisputeCommand.self, ListsDeclareCommand.self,
                ListsKeyCommand.self, ListsPublishCommand.self, ListsFetchCommand.self,
                ListsQuarantineCommand.self, ListsReleaseCommand.self,
            ]),
        CommandGroup(
            "index", "The index that near hashes are looked up in.", [IndexBuildCommand.self, IndexInfoCommand.self]),
        CommandGroup(
            "video", "Videos: hash their frames, compare two of them.",
            [VideoComputeCommand.self, VideoCompareCommand.self]),
    ]
    /// Matches and withdrawals.
    public static let recordTypes: [any StoredRecord.Type] = [
        KnownFileMatch.self, HashWithdrawal.self, HashSync.self, BundlePublication.self, BundleSubscription.self,
        HashSighting.self, EntryQuarantine.self,
    ]
    /// The state of the locked-down workers and of the index.
    public static let healthChecks: [any HealthCheck.Type] = [WorkerLockDownCheck.self, IndexHealthCheck.self]
    /// What is logged.
    public static let eventKinds =
        [
            EventKind(
                "hashing.list.imported", "A file was imported into a known-hash list.",
                facts: [
                    "format": "the file's format", "added": "entries that were new", "updated": "entries replaced",
                    "unchanged": "entries that were there already", "rejected": "lines that could not be used",
                ]),
            EventKind(
                "hashing.list.judged",
                "An organisation's opinion on an entry of a known-hash list was given or taken back.",
                facts: [
                    "entry": "the entry's name",
                    "verdict": "positive, negative, disputed, investigationSeed or retracted",
                    "source": "the organisation", "reason": "why, without personal data",
                    "standing": "all opinions on the entry in one word",
                ]),
            EventKind(
                "hashing.list.declared", "It was said what a known-hash list is about.",
                facts: ["kind": "bad for material to be found, good for harmless files"]),
            EventKind(
                "hashing.list.synced", "A page of a hash-sharing service was taken into a known-hash list.",
                facts: [
                    "list": "the list's name", "added": "entries that were new", "updated": "entries replaced",
                    "withdrawn": "entries the source deleted", "rejected": "entries that could not be used",
                    "complete": "whether everything up to the window's end is here",
                ]),
            EventKind(
                "hashing.list.withdrawn", "An entry of a known-hash list was withdrawn and no longer matches.",
                facts: ["list": "the list's name", "entry": "the entry's name", "reason": "why, without personal data"]),
            EventKind(
                "hashing.match.recorded", "A file was found in a known-hash list.",
                facts: [
                    "list": "the list's name", "algorithm": "which hash met: md5, sha1, sha256 or pdq",
                    "distance": "differing bits of the PDQ hash, 0 for digests",
                ]),
        ] + BundleEvents.kinds + SightingIndicators.eventKinds + FloodControl.eventKinds
    /// How often known material comes back.
    public static let indicators = SightingIndicators.all
    /// Formats of hash lists that are read.
    public static let importers: [any Importer.Type] = [
        VICSImporter.self, NCMECImporter.self, StopNCIIImporter.self, ThreatExchangeImporter.self,
        HashdeepImporter.self, TXDatasetImporter.self, HashListCSVImporter.self, TXFileImporter.self,
        PDQListImporter.self, DigestLinesImporter.self, VideoHashTextImporter.self, VideoHashJSONImporter.self,
    ]
    /// Formats of hash lists that are written.
    public static let exporters: [any Exporter.Type] = [
        HashListCSVExporter.self, TXFileExporter.self, PDQListExporter.self, HashdeepExporter.self,
        VICSExporter.self, VICS13Exporter.self, NCMECExporter.self, StopNCIIExporter.self,
        VideoHashTextExporter.self, VideoHashJSONExporter.self,
    ]
}
