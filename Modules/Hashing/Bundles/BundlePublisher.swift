import AllianceKit
import Cryptography

/// Makes the bundle of one list in a folder: first what it would be, for the second person to approve, then its files.
struct BundlePublisher {
    /// The workspace's lists.
    let lists: any HashListStore
    /// The list.
    let list: HashListSummary
    /// Who signs.
    let signer: NoteSigner
    /// Whether remarks travel.
    let notes: Bool
    /// Where the bundle lies.
    let folder: BundleFolder

    /// A sequence of deltas never has more publications than this.
    static let mostDeltas = 64
    /// Deltas that are larger than this are dropped, oldest first, when they outgrow a quarter of the base too.
    static let deltaBytes = 64 << 10

    /// What is about to be published, and what it follows.
    struct Plan {
        var manifest: BundleManifest
        var old: BundleManifest?
        /// Whether the folder shows this state of the list already.
        var isUnchanged: Bool
    }

    /// Works out the manifest without writing anything. The record of the latest publication says where the sequence stands.
    func plan(after record: BundlePublication?) throws -> Plan {
        let old = try folder.manifest(verifiedBy: signer.verifier)
        if let old, old.list != list.name {
            throw AllianceError(
                "bundle.folder.foreign", "the folder holds a bundle of the list \(old.list)",
                at: SourcePlace(file: folder.path), hint: "use another folder", exit: .cannotWrite)
        }
        let (base, delta) = (BundleCutter { _, _ in }, BundleCutter { _, _ in })
        let counts = try walk(old).run(lists, base: base, delta: delta)
        var manifest = BundleManifest(
            origin: signer.verifier.name, list: list.name, kind: list.kind, sequence: 0, time: list.changed,
            previous: nil, entries: counts.entries, withdrawn: counts.withdrawn, since: 0, base: base.segments,
            deltas: [])
        if let old, old.sequence >= record?.sequence ?? 0, old.base == manifest.base, old.kind == manifest.kind {
            return Plan(manifest: old, old: old, isUnchanged: true)
        }
        func number(_ sequence: Int64, _ previous: Digest?) {
            manifest.sequence = sequence
            manifest.previous = previous
            let chain = Self.chain(old, delta.segments, sequence, base: manifest.base)
            (manifest.since, manifest.deltas) = (chain.since, chain.deltas)
        }
        // What was approved and is not out yet is completed as it was approved.
        if let record, record.published == nil, old?.sequence ?? 0 < record.sequence {
            number(record.sequence, record.previous)
            if manifest.digest == record.manifest { return Plan(manifest: manifest, old: old, isUnchanged: false) }
        }
        let known = [(old?.sequence, old?.digest), (record?.sequence, record?.manifest)]
        let last = known.filter { $0.0 != nil }.max { $0.0! < $1.0! }
        number((last?.0 ?? 0) + 1, last?.1)
        guard manifest.note(signedBy: signer).count <= BundleManifest.byteLimit else {
            throw AllianceError(
                "bundle.too-large", "the list needs more segments than a manifest holds", hint: "split the list")
        }
        return Plan(manifest: manifest, old: old, isUnchanged: false)
    }

    /// Writes the files of a plan, the manifest last. Throws `bundle.list.changed` when the list is not what it was. Returns how many
    /// segments and bytes were written.
    func write(_ plan: Plan) throws -> (segments: Int, bytes: Int) {
        let wanted = Set(plan.manifest.segments)
        for delta in plan.manifest.deltas where delta.sequence < plan.manifest.sequence {
            _ = try folder.read(delta.segment)
        }
        // Segments of earlier deltas are here already; the walk makes all others.
        var open = wanted.subtracting(plan.old?.segments ?? [])
        var tally = (segments: 0, bytes: 0)
        let sink = { (segment: BundleSegment, bytes: [UInt8]) in
            guard wanted.contains(segment) else { return }
            let written = try folder.write(segment, bytes)
            if written > 0 { tally = (tally.segments + 1, tally.bytes + written) }
            open.remove(segment)
        }
        _ = try walk(plan.old).run(lists, base: BundleCutter(sink), delta: BundleCutter(sink))
        guard open.isEmpty else {
            throw AllianceError(
                "bundle.list.changed", "the list \(list.name) changed while it was published",
                hint: "run the command again", exit: .busy)
        }
        let note = plan.manifest.note(signedBy: signer)
        try folder.write(manifest: note)
        // Readers that are at it still find what the manifest before names.
        try folder.removeSegments(except: [plan.manifest] + [plan.old].compactMap(\.self))
        return (tally.segments, tally.bytes + note.count)
    }

    private func walk(_ old: BundleManifest?) -> BundleWalk {
        BundleWalk(list: list, origin: signer.verifier.name, notes: notes, old: old.map { ($0, folder) })
    }

    /// The deltas of the last publications with the new one, as long as they are worth it: a copy that is older takes the base.
    private static func chain(
        _ old: BundleManifest?, _ fresh: [BundleSegment], _ sequence: Int64, base: [BundleSegment]
    ) -> (since: Int64, deltas: [BundleManifest.Delta]) {
        guard let old else { return (sequence, []) }
        var deltas = old.deltas + fresh.map { BundleManifest.Delta(sequence: sequence, segment: $0) }
        var since = old.since
        let room = max(deltaBytes, base.reduce(0) { $0 + $1.bytes } / 4)
        while let first = deltas.first,
            deltas.reduce(0, { $0 + $1.segment.bytes }) > room || Set(deltas.map(\.sequence)).count > mostDeltas
        {
            since = first.sequence
            deltas.removeAll { $0.sequence == since }
        }
        return (since, deltas)
    }
}
