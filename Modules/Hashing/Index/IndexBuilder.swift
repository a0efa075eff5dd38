import AllianceKit
import CKernels

/// Builds index files.
enum IndexBuilder {
    /// Writes the index of hashes given as four words each, most significant first. `more` adds sections behind those of the search.
    static func write(
        _ words: [UInt64], to path: String, mark: HashLogMark?, built: Instant, slots given: [IndexSlot]? = nil,
        more: (HashRows, inout IndexFileWriter) throws -> Void = { _, _ in }
    ) throws -> IndexFile {
        let rows = try HashRows(words: words)
        let slots = given ?? IndexSlots.chosen(for: rows.count)
        var writer = try IndexFileWriter(path: path)
        try unsafe writer.add(.front, 0, UnsafeRawBufferPointer(start: rows.rows.front, count: rows.count * 16))
        try unsafe writer.add(.back, 0, UnsafeRawBufferPointer(start: rows.rows.back, count: rows.count * 16))
        // One slot after the other, so that building takes the memory of one.
        for (place, slot) in slots.enumerated() {
            let offsets = try IndexMemory(count: slot.offsetBytes)
            let postings = try place == 0 ? nil : IndexMemory(count: rows.count * 4)
            unsafe IndexTable.build(rows, slot, offsets.base, postings?.base)
            try unsafe writer.add(.offsets, place, offsets.bytes(0..<offsets.count))
            if let postings { try unsafe writer.add(.postings, place, postings.bytes(0..<postings.count)) }
        }
        try more(rows, &writer)
        return try writer.finish(IndexFile(hashes: rows.count, slots: slots, mark: mark, built: built))
    }
}
