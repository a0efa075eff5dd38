import AllianceKit
import CommandLineKit

/// Which lists are searched, and how.
struct MatchOptions: ArgumentGroup {
    @Option("Search only this list; may be given several times.", placeholder: "NAME") var list: [String]
    @Option(
        "Greatest PDQ distance that is a match, 0 to 255; 31 unless config.json says otherwise.", placeholder: "BITS")
    var maxDistance: Int?
    @Flag("Match PDQ hashes of pictures with a quality below 50 too.") var anyQuality: Bool
    @Flag("Look up all eight rotations and reflections of a picture.") var dihedral: Bool
    @Option("How near hashes are looked for; both ways find the same.", placeholder: "WAY") var engine =
        SearchEngine.auto
    @Option("Entries that have ended by then do not match; now unless said.", placeholder: "TIME") var asOf: Instant?

    /// Checks the distance.
    func validate() throws {
        if let maxDistance, !(0...255 ~= maxDistance) { throw UsageError("--max-distance must be 0 to 255") }
    }

    private var names: [String]? { list.isEmpty ? nil : list }

    /// Opens the lists of the workspace, by its index if there is one that fits.
    func matcher(_ context: CommandContext) throws -> ListMatcher {
        let workspace = try context.workspace()
        let matcher = try ListMatcher(
            workspace.lists, lists: names, maxDistance: maxDistance ?? workspace.configuration.maxDistance,
            anyQuality: anyQuality, moment: asOf ?? context.surroundings.now(), engine: engine,
            index: IndexKeeper.path(workspace))
        matcher.tellObstacle(context)
        return matcher
    }

    /// Opens an index file that stands alone.
    func matcher(labelled file: String, _ context: CommandContext) throws -> ListMatcher {
        try ListMatcher(
            labelled: file, lists: names, maxDistance: maxDistance ?? PDQHash.customaryDistance, anyQuality: anyQuality,
            moment: asOf ?? context.surroundings.now(), engine: engine)
    }
}

extension ListMatcher {
    /// Says why the hashes are read from the lists, if they are. Told again at the end when that turned out on the way.
    func tellObstacle(_ context: CommandContext) {
        guard let obstacle = indexObstacle else { return }
        context.talk.warn("the hashes are read from the lists, which takes longer: \(obstacle) [\(obstacle.code)]")
    }
}
