import AllianceKit
import CommandLineKit

/// What a draft is made of, when it is not read from a file.
struct DraftOptions: ArgumentGroup {
    @Option("A recorded match; repeat for several.", placeholder: "MATCH_ID") var match: [String]
    @Option("Where it was found; repeat for several.", placeholder: "URL") var url: [String]
    @Option("The case it came from: a plain reference.", name: "case", placeholder: "CASE") var caseReference: String?
    @Option("What kind of incident it is.", placeholder: "CODE") var incidentType: IncidentType?
    @Option("When it happened, with a zone.", placeholder: "TIME") var occurred: String?
    @Option("What that time is the time of.", placeholder: "TEXT") var occurredMeaning: String?
    @Option("The platform it happened on.", placeholder: "NAME") var platform: String?
    @Option("Whether a person of the reporter looked at these exact files.") var fileViewed = ThreeValued.notStated
    @Option("Whether the files could be seen by anyone.") var publiclyAvailable = ThreeValued.notStated
    @Option("Whether the victim has been identified; never inferred.") var victimStatus: VictimStatus?
    @Option("Why it is urgent; any text asks for high priority.", placeholder: "TEXT") var escalate: String?
    @Option("Anything else the receiver should know.", placeholder: "TEXT") var additional: String?

    init() {}

    var isEmpty: Bool {
        match.isEmpty && url.isEmpty && caseReference == nil && incidentType == nil && occurred == nil
            && occurredMeaning == nil && platform == nil && fileViewed == .notStated && publiclyAvailable == .notStated
            && victimStatus == nil && escalate == nil && additional == nil
    }

    /// Makes the neutral record. Files that are the same (by digest or perceptual hash) are one file with several
    /// matches.
    func referral(in reader: any StoreReader, by actor: String, at now: Instant) throws -> Referral {
        guard let incidentType, let occurred else {
            throw AllianceError(
                "referrals.draft.incomplete", "--incident-type and --occurred are needed", hint: "or --from FILE",
                exit: .usage)
        }
        let statement = ValueSource(.operatorStatement, by: actor, at: now)
        var incident = Incident(
            type: Sourced(incidentType, source: statement),
            time: Sourced(try .option(occurred, "--occurred"), source: statement))
        incident.timeMeaning = occurredMeaning
        incident.platform = platform
        incident.escalation = escalate.map { Sourced($0, source: statement) }
        var referral = Referral(incident: incident)
        if !url.isEmpty {
            referral.channels = [.webPage(urls: url, thirdPartyHosted: .notStated, additional: nil)]
        }
        referral.files = try files(in: reader, statement)
        if let victimStatus {
            referral.victims = [
                Victim(status: Sourced(victimStatus, source: victimStatus == .notStated ? nil : statement))
            ]
        }
        referral.caseReference = caseReference
        referral.additional = additional
        return referral
    }

    private func files(in reader: any StoreReader, _ statement: ValueSource) throws -> [ReferredFile] {
        func stated(_ answer: ThreeValued) -> Sourced<ThreeValued> {
            answer == .notStated ? .notStated : Sourced(answer, source: statement)
        }
        var files: [ReferredFile] = []
        for text in match {
            guard let id = EntityID(text) else {
                throw AllianceError(
                    "referrals.match.invalid", "\"\(text)\" is not the identity of a match",
                    hint: "as printed by: alliance hashing match --record", exit: .usage)
            }
            let match = try reader.require(KnownFileMatch.self, id)
            if let place = files.firstIndex(where: { $0.isSame(as: match.file) }) {
                if !files[place].listMatches.contains(where: { $0.match == id }) {
                    files[place].listMatches.append(ListMatch(match))
                }
                continue
            }
            var file = ReferredFile()
            file.originalName = match.file.name
            file.bytes = match.file.bytes
            file.digests = match.file.digests.sorted { $0.algorithm.byteCount < $1.algorithm.byteCount }
            file.pdq = match.file.pdq
            file.pdqQuality = match.file.pdqQuality
            file.pdqProfile = match.file.pdqProfile
            file.viewedByReporter = stated(fileViewed)
            file.publiclyAvailable = stated(publiclyAvailable)
            file.listMatches = [ListMatch(match)]
            files.append(file)
        }
        return files
    }
}

extension ReferredFile {
    /// Whether a hashed file is this one: by the strongest digest both have. Equal perceptual hashes do not make equal
    /// files.
    fileprivate func isSame(as file: KnownFileMatch.HashedFile) -> Bool {
        for algorithm in [DigestAlgorithm.sha256, .sha1, .md5] {
            if let own = digest(algorithm), let other = file.digest(algorithm) { return own == other }
        }
        return digests.isEmpty && file.digests.isEmpty && pdq == file.pdq && originalName == file.name
    }
}
