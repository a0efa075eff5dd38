import AllianceKit
import CommandLineKit
import Cryptography
import Glibc
import Ledger
import Storage

struct InitCommand: Command {
    static let name = "init"
    static let summary = "Make a workspace: store, hash lists, keys and configuration."
    static let discussion = """
        A workspace is a folder with everything one organisation keeps. Its files are readable by their owner only. An existing \
        workspace is never touched. Back up the keys folder and keep the verifier key that is printed outside the house: with it \
        anyone can check the ledger.
        """
    static let examples = [
        CommandExample(
            "Make one for a hotline",
            "alliance init hotline --organisation \"Example Hotline\" --email hotline@example.org --domain example.org "
                + "--country XA")
    ]
    static let output = OutputShape.record([
        OutputField("workspace", .text, "The folder"), OutputField("organisation", .text, "Who keeps it"),
        OutputField("origin", .text, "The name of its ledger"),
        OutputField("verifierKey", .text, "The key that checks the ledger's checkpoints"),
    ])
    static let created = EventKind(
        "workspace.created", "The workspace was made.", facts: ["country": "of the organisation"])

    @Option("The organisation's name, as it appears in notices and referrals.", placeholder: "NAME")
    var organisation: String?
    @Option("The role mailbox for answers; never a person's.", placeholder: "ADDRESS") var email: String?
    @Option("The organisation's internet domain; the ledger is named after it.") var domain: String?
    @Option("The organisation's country, two letters.", placeholder: "CC") var country: CountryCode?
    @Argument("The folder, made if it is missing; the current one unless given.", placeholder: "DIR") var folder:
        String?

    init() {}

    mutating func validate() throws {
        if let email, !ConfigurationFile.isAddress(email) {
            throw UsageError("--email: not an e-mail address: \(email)")
        }
        if let domain, !ConfigurationFile.isDomain(domain) {
            throw UsageError("--domain: not a domain name: \(domain)")
        }
        if organisation?.isEmpty == true { throw UsageError("--organisation is empty") }
    }

    func run(_ context: CommandContext) async throws {
        let folder =
            folder ?? context.surroundings.environment["ALLIANCE_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 } ?? "."
        guard !Files.exists("\(folder)/\(Workspace.storeFile)") else {
            throw AllianceError(
                "workspace.exists", "\(folder) is a workspace already; nothing was changed",
                hint: "choose another folder, or use it with --workspace \(folder)", exit: .cannotWrite)
        }
        // Case data is for its owner only, also in files that SQLite makes.
        let before = umask(0o077)
        defer { umask(before) }
        let configuration = try prepare(folder)
        let key = try ledgerKey(in: "\(folder)/keys", domain: configuration.organisation.domain, context)
        let opener = WorkspaceOpener(
            option: folder, surroundings: context.surroundings, registry: context.registry, seeded: nil)
        // The store comes last: its presence makes the folder a workspace, so an interrupted init is simply run again.
        let workspace = try opener.open(at: folder, access: .create)
        try workspace.store.write { transaction in
            try transaction.append(
                Event(
                    Self.created.name, EntityID(prefix: "workspace", name: configuration.organisation.domain),
                    at: context.surroundings.now(), by: context.actor,
                    facts: ["country": .text(configuration.organisation.country)]))
        }
        try context.output.write(
            [
                "workspace": .string(folder), "organisation": .string(configuration.organisation.name),
                "origin": .string(key.name), "verifierKey": .string("\(key)"),
            ], as: Self.output)
        advise(configuration, folder, context)
    }

    private func prepare(_ folder: String) throws -> Configuration {
        try Files.makeFolder(folder, mode: 0o700)
        for name in ["keys", "outbox", "index"] { try Files.makeFolder("\(folder)/\(name)", mode: 0o700) }
        let path = "\(folder)/\(Workspace.configurationFile)"
        if Files.exists(path) { return try ConfigurationFile.read(path) }
        var configuration = Configuration.initial
        if let organisation { configuration.organisation.name = organisation }
        if let domain { configuration.organisation.domain = domain }
        if let email { configuration.organisation.email = email }
        if let country { configuration.organisation.country = country }
        try ConfigurationFile.write(configuration, to: path)
        return configuration
    }

    /// A new key pair, or the one that an interrupted init left.
    private func ledgerKey(in folder: String, domain: String, _ context: CommandContext) throws -> VerifierKey {
        if Files.exists("\(folder)/\(LedgerKeys.secretFile)") { return try LedgerKeys.load(from: folder).verifier }
        return try LedgerKeys.create(
            in: folder, origin: LedgerKeys.origin(domain: domain), randomBytes: context.surroundings.randomBytes)
    }

    private func advise(_ configuration: Configuration, _ folder: String, _ context: CommandContext) {
        if context.surroundings.isInjected {
            context.talk.warn("clock or randomness are injected; the keys of this workspace are not secret")
        }
        if configuration.organisation == Configuration.initial.organisation {
            context.talk.say("set the organisation's name, email, domain and country in \(folder)/config.json")
        }
        context.talk.say("next: export ALLIANCE_WORKSPACE=\(WorkspaceLocation.absolute(folder)), then: alliance doctor")
    }
}
