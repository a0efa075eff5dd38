import AllianceKit
import CommandLineKit
import Cryptography

/// `alliance hashing lists declare`
struct ListsDeclareCommand: Command {
    static let name = "declare"
    static let summary = "Say whether a list names material to be found or harmless files."
    static let discussion = """
        The list is made if it is new. To change the kind of a list that has entries turns the meaning of each of its matches round, so it \
        needs two people: the first run proposes and exits with 77, another person approves with alliance approve, and the same command \
        run again changes it.
        """
    static let examples = [
        CommandExample("files of operating systems", "alliance hashing lists declare nsrl --kind good")
    ]
    static let output = OutputShape.record([
        OutputField("list", .text, "the list's name"), OutputField("kind", .text, "bad or good"),
    ])

    @Option("Whether it is of material to be found or of harmless files.") var kind: HashListKind
    @OptionGroup var mutation: MutationOptions
    @Argument("The list's name: lower-case letters, digits, - and .", placeholder: "NAME") var list: String

    struct Answer: Codable {
        var list: String
        var kind: HashListKind
    }

    func run(_ context: CommandContext) async throws {
        try KnownLists.check(list)
        let lists = try context.workspace().lists
        let old = try lists.lists().first { $0.name == list }
        let now = context.surroundings.now()
        let change: (any StoreTransaction) throws -> Answer = { transaction in
            try lists.declare(list, kind: kind, at: now)
            try transaction.append(
                Event(
                    "hashing.list.declared", KnownLists.id(list), at: now, by: context.actor,
                    facts: ["kind": .string(kind.rawValue)]))
            return Answer(list: list, kind: kind)
        }
        let answer: Answer
        if let old, old.kind != kind, old.active + old.withdrawn > 0 {
            let act: JSONValue = ["act": "lists.declare", "list": .string(list), "kind": .string(kind.rawValue)]
            answer = try context.mutate(
                mutation.key, approved: "lists.declare", of: KnownLists.id(list),
                digest: Digester.digest(.sha256, of: JSONText.canonical(act)), change)
        } else {
            answer = try context.mutate(mutation.key, change)
        }
        try context.output.write(
            ["list": .string(answer.list), "kind": .string(answer.kind.rawValue)], as: Self.output)
    }
}
