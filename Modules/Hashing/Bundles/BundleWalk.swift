import AllianceKit

/// Goes through a list beside what was published of it last, and says each line of the new base and of the changes.
///
/// An entry that was published once never vanishes: where the list has it no more, a tombstone takes its place, so that copies learn of
/// it. Memory is flat: both sides come in the order of entry names.
struct BundleWalk {
    /// The list.
    let list: HashListSummary
    /// The publisher.
    let origin: String
    /// Whether remarks travel.
    let notes: Bool
    /// What was published last, and where it lies.
    let old: (manifest: BundleManifest, folder: BundleFolder)?

    /// Entries and tombstones of the new base.
    struct Counts {
        var entries = 0
        var withdrawn = 0
    }

    /// Walks; `base` gets every line, `delta` those that are new or changed.
    func run(
        _ lists: any HashListStore, base: BundleCutter, delta: BundleCutter
    ) throws -> Counts {
        var counts = Counts()
        var reader = old.map { old in BundleReader(old.manifest.base) { try old.folder.read($0) } }
        var waiting = try reader?.next()
        var last = ""
        func put(_ line: [UInt8], _ name: String, isTombstone: Bool, isChanged: Bool) throws {
            if isTombstone { counts.withdrawn += 1 } else { counts.entries += 1 }
            try base.add(line, name: name)
            if isChanged { try delta.add(line, name: name) }
        }
        func bury(_ line: ArraySlice<UInt8>, _ entry: HashEntry) throws {
            var tombstone = HashEntry(entry: entry.entry)
            tombstone.withdrawal =
                entry.withdrawal ?? HashEntry.Withdrawal(reason: "no longer in the list", time: list.changed)
            try put(
                try BundleEntry.line(of: tombstone, origin: origin, notes: notes), entry.entry, isTombstone: true,
                isChanged: entry.withdrawal == nil)
        }
        try lists.forEachEntry(of: list.name) { entry in
            guard last.isEmpty || last.utf8.lexicographicallyPrecedes(entry.entry.utf8) else {
                throw AllianceError("bundle.order", "the store gives \(entry.entry) after \(last)", exit: .bug)
            }
            last = entry.entry
            let line = try BundleEntry.line(of: entry, origin: origin, notes: notes)
            let isTombstone = entry.withdrawal != nil
            while let other = waiting {
                // Equal lines, which nearly all are, need not be parsed.
                if other.elementsEqual(line) {
                    waiting = try reader?.next()
                    try put(line, entry.entry, isTombstone: isTombstone, isChanged: false)
                    return true
                }
                let published = try BundleEntry.read(Array(other.dropLast()))
                if entry.entry.utf8.lexicographicallyPrecedes(published.entry.utf8) { break }
                waiting = try reader?.next()
                if published.entry == entry.entry { break }
                try bury(other, published)
            }
            try put(line, entry.entry, isTombstone: isTombstone, isChanged: true)
            return true
        }
        while let other = waiting {
            try bury(other, try BundleEntry.read(Array(other.dropLast())))
            waiting = try reader?.next()
        }
        try base.finish()
        try delta.finish()
        return counts
    }
}
