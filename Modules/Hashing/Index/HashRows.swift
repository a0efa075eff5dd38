import AllianceKit
import CKernels

/// Distinct hashes, ascending, in two planes of 16 bytes each: the upper half of a hash decides almost always that it is too far away, so the
/// lower one is seldom read.
@safe struct HashRows: @unchecked Sendable {
    /// The planes, as the kernels take them.
    let rows: ck_rows
    /// The file they lie in, if they do.
    let pages: IndexPages?
    private let owners: [IndexMemory]

    /// Planes within memory that somebody has checked, or within a file that is checked when it is touched.
    init(
        front: UnsafeRawPointer, back: UnsafeRawPointer, count: Int, in memory: [IndexMemory], pages: IndexPages? = nil
    ) {
        unsafe rows = unsafe ck_rows(
            front: front.assumingMemoryBound(to: UInt64.self), back: back.assumingMemoryBound(to: UInt64.self),
            count: count)
        owners = memory
        self.pages = pages
    }

    /// Sorts hashes given as four words each, most significant first; repeated ones count once.
    init(words: [UInt64]) throws {
        let memory = try IndexMemory(count: words.count * 8)
        let front = unsafe memory.base.assumingMemoryBound(to: UInt64.self)
        // The second plane starts where it would if no hash were repeated.
        let back = unsafe front + words.count / 2
        let kept = unsafe ck_rows_sort(words, words.count / 4, front, back)
        guard kept != Int(bitPattern: UInt.max) else {
            throw AllianceError("hashing.index.memory", "there is no memory to sort the hashes", exit: .busy)
        }
        unsafe self.init(front: front, back: back, count: kept, in: [memory])
    }

    /// How many.
    var count: Int { unsafe rows.count }

    /// One hash. Throws only for rows in a file.
    func hash(_ place: Int) throws -> Hash256 {
        precondition(0 <= place && place < count)
        if let pages {
            func half(_ plane: UnsafePointer<UInt64>) throws -> [UInt8] {
                let start = unsafe UnsafeRawPointer(plane + 2 * place) - UnsafeRawPointer(pages.memory.base)
                return try pages.bytes(start..<start + 16)
            }
            var words = LittleEndianReader(try unsafe half(rows.front) + half(rows.back))
            let (first, second, third, last) = (words.next64(), words.next64(), words.next64(), words.next64())
            return Hash256(word0: last, word1: third, word2: second, word3: first)
        }
        return unsafe Hash256(
            word0: rows.back[2 * place + 1], word1: rows.back[2 * place], word2: rows.front[2 * place + 1],
            word3: rows.front[2 * place])
    }

    /// The place of a hash, or nil.
    func place(of hash: Hash256) throws -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if try self.hash(middle).precedes(hash) { low = middle + 1 } else { high = middle }
        }
        return try low < count && self.hash(low) == hash ? low : nil
    }
}

extension [UInt64] {
    /// Appends the four words of a hash, most significant first, as the kernels take them.
    mutating func append(_ hash: Hash256) {
        append(hash.word3)
        append(hash.word2)
        append(hash.word1)
        append(hash.word0)
    }
}

extension Hash256 {
    /// The four words, most significant first, as the kernels take them.
    var significantFirst: [UInt64] { [word3, word2, word1, word0] }

    /// Whether it comes before another in the order of the text form.
    func precedes(_ other: Hash256) -> Bool {
        (word3, word2, word1, word0) < (other.word3, other.word2, other.word1, other.word0)
    }
}
