import AllianceKit
import CommandLineKit
import Cryptography
import Ledger
import Storage
import Takedown

/// The house: a workspace, a clock that goes in steps, and people who do what `takedown run` leaves to them.
struct SimulatedHotline {
    let world: SimulatedWorld
    let workspace: Workspace
    let clock = SimulatedClock(Self.start)
    let mailbox: Mailbox
    private let registry: Registry
    private let surroundings: Surroundings

    static let start = Instant(milliseconds: 1_767_225_600_000)  // 2026-01-01T00:00:00Z
    private static let trace = "Examples/trace"

    init(folder: String, cases: Int, days: Int) throws {
        let world = SimulatedWorld(folder: folder, cases: cases, start: Self.start, hours: days * 24)
        for name in ["keys", "outbox"] { try Files.makeFolder("\(folder)/\(name)") }
        let clock = clock
        let now: @Sendable () -> Instant = { clock.now }
        registry = try Registry([SimulatedPlugin.self, TakedownPlugin.self, StoragePlugin.self, LedgerPlugin.self])
        var surroundings = Surroundings(
            now: now, randomBytes: SystemRandom.bytes, http: { _ in SimulatedWeb(world: world, now: now) })
        surroundings.sleep = { _ in }
        self.surroundings = surroundings
        var configuration = Configuration.initial
        for verb in ["assess", "notify", "remind", "escalate"] {
            configuration.onePersonVerbs["takedown.\(verb)"] = "one person in this simulation"
        }
        workspace = Workspace(
            folder: folder, configuration: configuration,
            store: try SQLiteStore(
                path: "\(folder)/\(Workspace.storeFile)", recordTypes: registry.recordTypes,
                eventLog: TransparencyLog(randomBytes: SystemRandom.bytes), clock: now, access: .create),
            lists: try SQLiteHashListStore(
                path: "\(folder)/\(Workspace.listsFile)", access: .create, clock: now,
                randomBytes: SystemRandom.bytes))
        mailbox = Mailbox(folder: folder)
        self.world = world
    }

    /// Lives through the days, from the step after the last that was finished.
    func live(stepHours: Int) async throws {
        let finished = try finishedSteps()
        if finished == 0 { try await prepare() }
        for step in finished + 1...world.hours / stepHours {
            clock.now = Self.start.adding(hours: step * stepHours)
            try await takeIn(from: (step - 1) * stepHours, to: step * stepHours)
            try await work()
            try Files.write(Array("\(step)".utf8), to: "\(world.folder)/step")
            Simulation.say("step \(step)")
        }
    }

    private func finishedSteps() throws -> Int {
        let file = "\(world.folder)/step"
        guard Files.exists(file) else { return 0 }
        return Int(String(decoding: try Files.read(file, limit: 20), as: UTF8.self)) ?? 0
    }

    /// The authority that the last level goes to.
    private func prepare() async throws {
        let authority = "notices@authority.example.org"
        try await run("add", [authority, "--kind", "authority", "--for", "country:XA"], group: "contacts")
        try await run("approve", [authority], group: "contacts")
    }

    /// The reports of one step; the same file taken in twice changes nothing.
    private func takeIn(from first: Int, to last: Int) async throws {
        let (from, to) = (Self.start.adding(hours: first), Self.start.adding(hours: last))
        let lines = (0..<world.cases).filter { from <= world.arrival($0) && world.arrival($0) < to }.map { number in
            #"{"reference":"S-\#(number)","receivedAt":"\#(world.arrival(number))","channel":"web-form","#
                + #""url":"\#(world.address(number))"}"# + "\n"
        }
        guard !lines.isEmpty else { return }
        let file = "\(world.folder)/reports.jsonl"
        try Files.write(Array(lines.joined().utf8), to: file)
        try await run("intake", [file])
    }

    /// What people and the timer do in one step.
    private func work() async throws {
        let confirm = ["--outcome", "confirmed", "--classification", "baseline"]
        try await run("assess", ["--all-received"] + confirm)
        for state in ["reappeared", "changed", "moved"] {
            for reference in try references(state) { try await run("assess", [reference] + confirm) }
        }
        try await run("trace", ["--all", "--data", Self.trace])
        for contact in try await run("ls", ["--standing", "found"], group: "contacts") {
            if let target = contact["target"]?.stringValue { try await run("approve", [target], group: "contacts") }
        }
        try await run("run", ["--data", Self.trace, "--online", "--channel", "simulated"])
        try await resolveUnknown()
    }

    /// A letter whose hand-over was cut short: the provider is asked whether it came.
    private func resolveUnknown() async throws {
        let unknown = try workspace.store.read { reader in
            try reader.all(Query<OutboxMessage>().where("state", .equal, .text("unknown")))
        }
        guard !unknown.isEmpty else { return }
        let arrived = Set(try mailbox.letters())
        for message in unknown {
            if arrived.contains(message.subject.text) {
                try await run("sent", [message.subject.text, "--reply", "250 2.0.0 taken"])
            } else {
                try await run("notify", [message.subject.text, "--resend"])
            }
        }
    }

    private func references(_ state: String) throws -> [String] {
        try workspace.store.read { reader in
            try reader.all(Query<CaseRecord>().where("state", .equal, .text(state))).map(\.reference)
        }
    }

    /// Runs a command as the driver would, and reads its records; what cannot be done at all ends the simulation.
    @discardableResult
    private func run(_ name: String, _ words: [String], group: String? = nil) async throws -> [JSONObject] {
        let all =
            group.map { group in TakedownPlugin.commandGroups.first { $0.name == group }?.commands ?? [] }
            ?? TakedownPlugin.commands
        guard let type = all.first(where: { $0.name == name }) else {
            throw AllianceError("simulation.command", "there is no command \(name)", exit: .bug)
        }
        return try await SimulatedCommand(workspace: workspace, registry: registry, surroundings: surroundings)
            .run(type, words)
    }
}
