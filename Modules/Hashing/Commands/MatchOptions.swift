import AllianceKit
import CommandLineKit

/// Which lists are searched, and how.
struct MatchOptions: ArgumentGroup {
    @Option("Search only this list; may be given several times.", placeholder: "NAME") var list: [String]
    @Option(
        "Greatest PDQ distance that is a match, 0 to 255; 31 unless config.json says otherwise.", placeholder: "BITS")
    var maxDistance: Int?
    @Flag("Match PDQ hashes of pictures with a quality below 50 too.") var anyQuality: Bool

    /// Checks the distance.
    func validate() throws {
        if let maxDistance, !(0...255 ~= maxDistance) { throw UsageError("--max-distance must be 0 to 255") }
    }

    /// Opens the lists.
    func matcher(_ workspace: Workspace) throws -> ListMatcher {
        try ListMatcher(
            workspace.lists, lists: list.isEmpty ? nil : list,
            maxDistance: maxDistance ?? workspace.configuration.maxDistance, anyQuality: anyQuality)
    }
}
