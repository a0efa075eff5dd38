import AllianceKit

extension IndexFile {
    /// Checks that the numbers fit together, so that whatever is read later lies within the file.
    func check(_ path: String) throws {
        func require(_ good: Bool, _ reason: String) throws { if !good { throw IndexFault.damaged(path, reason) } }
        try require(0...Int(UInt32.max) ~= hashes, "the index says it has \(hashes) hashes")
        var bit = 0
        for slot in slots {
            try require(slot.start == bit && 1...28 ~= slot.width, "the slots of the index do not join")
            bit += slot.width
        }
        try require(slots.isEmpty || bit == 256, "the slots of the index do not make 256 bits")
        for section in sections {
            let end = section.offset.addingReportingOverflow(section.length)
            let isWithin = section.offset >= Self.headSize && !end.overflow && end.partialValue <= length
            try require(
                isWithin && section.length >= 0 && section.offset % Self.alignment == 0,
                "a section lies outside the index")
        }
        func expect(_ kind: Kind, _ parameter: Int = 0, _ length: Int) throws {
            let found = section(kind, parameter)?.length
            try require(
                found == length, "section \(kind) \(parameter) has \(found ?? 0) bytes where \(length) are meant")
        }
        guard let sums = section(.sums) else { throw IndexFault.damaged(path, "the index has no checksums") }
        try require(
            sums.offset % IndexPages.size == 0 && sums.length == sums.offset / IndexPages.size * 4
                && sums.offset + sums.length == length, "the checksums of the index are not at its end")
        try require(
            sections.allSatisfy { $0.offset + $0.length <= sums.offset || $0.offset == sums.offset },
            "a section lies behind the checksums of the index")
        try expect(.front, 0, hashes * 16)
        try expect(.back, 0, hashes * 16)
        for (place, slot) in slots.enumerated() {
            try expect(.offsets, place, slot.offsetBytes)
            if place > 0 { try expect(.postings, place, hashes * 4) }
        }
    }
}
