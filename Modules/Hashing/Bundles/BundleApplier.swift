import AllianceKit

/// Puts the lines of verified segments into a list, a batch a transaction, again and again with the same result.
///
/// What was decided here stays: withdrawn entries stay withdrawn, own opinions stay beside the publisher's, a remark stays where the
/// bundle has none.
struct BundleApplier {
    /// The workspace's lists.
    let lists: any HashListStore
    /// The list here.
    let list: String
    /// Whose bundle it is; its name stands before the reasons of removals.
    let origin: String
    /// Names under which this organisation's own opinions are kept.
    let ownNames: Set<String>
    /// When.
    let time: Instant

    /// What came of it.
    struct Tally: Codable {
        var added = 0
        var updated = 0
        var unchanged = 0
        var withdrawn = 0
        var rejected = 0
    }

    private static let batch = 2000

    /// Applies one segment's bytes; lines that cannot be used are reported and left out.
    func apply(_ bytes: [UInt8], toEmpty: Bool, _ tally: inout Tally, report: (AllianceError) -> Void) throws {
        var batch: [HashEntry] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
            do {
                let entry = try BundleEntry.read(Array(bytes[start..<end]))
                if let entry = try merged(entry, toEmpty: toEmpty, &tally) { batch.append(entry) }
            } catch let error as AllianceError where error.exitCode == .unusableInput {
                tally.rejected += 1
                report(error)
            }
            start = end + 1
            if batch.count == Self.batch || start >= bytes.count { try flush(&batch, &tally) }
        }
    }

    private func flush(_ batch: inout [HashEntry], _ tally: inout Tally) throws {
        guard !batch.isEmpty else { return }
        var entries = batch.makeIterator()
        let part = try lists.add(to: list, at: time) { entries.next() }
        tally.added += part.added
        tally.updated += part.updated - batch.count { $0.withdrawal != nil }
        tally.unchanged += part.unchanged
        tally.rejected += part.rejected
        tally.withdrawn += batch.count { $0.withdrawal != nil }
        batch.removeAll(keepingCapacity: true)
    }

    /// What the list is to hold; nil when it stays as it is.
    private func merged(_ entry: HashEntry, toEmpty: Bool, _ tally: inout Tally) throws -> HashEntry? {
        guard !toEmpty, let old = try lists.entry(entry.entry, of: list) else {
            // A removal of what never was here needs no tombstone: it cannot come back, since this state says it is removed.
            return entry.withdrawal == nil ? entry : nil
        }
        if old.withdrawal != nil {
            tally.unchanged += 1
            return nil
        }
        if let withdrawal = entry.withdrawal {
            var gone = old
            gone.withdrawal = HashEntry.Withdrawal(reason: "\(origin): \(withdrawal.reason)", time: withdrawal.time)
            return gone
        }
        var fresh = entry
        fresh.note = entry.note ?? old.note
        fresh.opinions += old.opinions.filter { opinion in
            (opinion.source.map(ownNames.contains) ?? true) && !entry.opinions.contains(opinion)
        }
        return fresh
    }
}
