import AllianceKit
import CommandLineKit

/// `referrals seal`
struct SealCommand: Command {
    static let name = "seal"
    static let summary = "Write a referral as a BagIt package, on request sealed to the receiver's key."
    static let discussion = """
        The package (RFC 8493) holds the neutral record, the receiver's documents and the custody lines. It is written \
        under a temporary name, synced and renamed; nothing is ever written over. A referral with errors is not \
        sealed.

        With --recipient the package is one archive sealed with the age command; age, tar and bagit.py open it again.
        """
    static let examples = [
        CommandExample("write a package", "alliance referrals seal ref_01k9v3c8m4example00000000 --out package")
    ]
    static let output = OutputShape.record([
        OutputField("id", .text, "the referral"), OutputField("path", .text, "where the package is"),
        OutputField("digest", .text, "digest of the package's tag manifest"),
        OutputField("contentDigest", .text, "digest of what an approval is bound to"),
        OutputField("files", .integer, "files in the package"),
        OutputField("encrypted", .flag, "whether it is sealed to a key"),
    ])

    @Argument("The referral.", placeholder: "ID") var id: String
    @Option("The folder to make; with --recipient the file.", placeholder: "DIR") var out: String
    @Option("The receiver's age key.", placeholder: "AGE_KEY") var recipient: String?
    @OptionGroup var mutation: MutationOptions

    struct Answer: Codable {
        var id, digest, contentDigest: String
        var files: Int
        /// What makes the same package again: the ledger's length and the time.
        var sequence: Int64
        var time: Instant
    }

    func run(_ context: CommandContext) async throws {
        let age = try recipient.map { key in
            try AgeCommand.check(recipient: key)
            return (key: key, command: try AgeCommand(context.surroundings))
        }
        let answer = try context.mutate(mutation.key) { transaction in
            guard !Files.exists(out) else { throw Bag.taken(out) }
            let record = try transaction.require(ReferralRecord.self, .referral(id))
            try record.requireValid(context)
            let now = context.surroundings.now()
            let sequence = try transaction.eventCount()
            let package = try record.package(in: transaction, at: now)
            try transaction.append(
                Event(
                    ReferralEvents.sealed, record.id, at: now, by: context.actor,
                    facts: [
                        "digest": .text(package.bag.digest), "content": .text(package.contentDigest),
                        "encrypted": .bool(recipient != nil),
                    ]))
            return Answer(
                id: record.id.text, digest: package.bag.digest.description,
                contentDigest: package.contentDigest.description, files: package.bag.files.count, sequence: sequence,
                time: now)
        }
        try write(answer, age, context)
        try context.output.write(
            [
                "id": .string(answer.id), "path": .string(out), "digest": .string(answer.digest),
                "contentDigest": .string(answer.contentDigest), "files": .int(answer.files),
                "encrypted": .bool(recipient != nil),
            ], as: Self.output)
    }

    /// Makes the package again from what was answered: a crash after the ledger's entry is mended by the same command
    /// with the same key. What is there already is left alone.
    private func write(
        _ answer: Answer, _ age: (key: String, command: AgeCommand)?, _ context: CommandContext
    ) throws {
        guard !Files.exists(out) else { return }
        let package = try context.workspace().store.read { reader in
            let record = try reader.require(ReferralRecord.self, .referral(answer.id))
            let events = try CustodyLog.events(
                of: record.id, from: record.firstSequence, before: answer.sequence, in: reader)
            return try ReferralPackage(record, custody: events, at: answer.time)
        }
        guard package.bag.digest.description == answer.digest else {
            throw AllianceError(
                "referrals.package.changed", "\(answer.id) has changed since it was sealed",
                hint: "seal it anew with another key")
        }
        if let age {
            let archive = try package.bag.tar(folder: answer.id, at: answer.time)
            try age.command.seal(archive, to: age.key, file: out)
        } else {
            try package.bag.write(toFolder: out)
        }
    }
}
