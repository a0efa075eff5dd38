import AllianceKit
import Cryptography

/// The head of an index file, and where its sections are.
///
/// All numbers are little-endian. The head is one page: magic, format, sizes, mark, moment, the SHA-256 of the checksums, a table of
/// sections, and at its end the SHA-256 of the head itself. Sections start at multiples of 64; the last one, at the start of a page, holds the
/// CRC-32C of each page before it, the head's being 0. So whatever is read can be checked without reading more than a page.
struct IndexFile: Sendable, Hashable {
    /// `ALLHASHX`
    static let magic: [UInt8] = Array("ALLHASHX".utf8)
    /// The format this program reads and writes.
    static let version: UInt32 = 2
    /// Bytes of the head.
    static let headSize = 4096
    /// Where sections start.
    static let alignment = 64

    /// What a section holds.
    enum Kind: UInt32, Sendable {
        /// Upper halves of the hashes: two words each, the most significant first.
        case front = 1
        /// Lower halves.
        case back = 2
        /// Where the rows of each value of a slot begin; `parameter` is the slot.
        case offsets = 3
        /// Row numbers by the slot's value.
        case postings = 4
        /// Where the labels of each hash begin among the label numbers.
        case labelStarts = 5
        /// Where each label begins among the texts.
        case textStarts = 6
        /// The labels: JSON objects.
        case texts = 7
        /// The lists, as a JSON array.
        case lists = 8
        /// Digests of one kind, sorted, each followed by the number of its label; `parameter` is the place in `DigestAlgorithm.allCases`.
        case digests = 9
        /// Numbers of labels, by hash.
        case labels = 10
        /// The checksums of the pages before.
        case sums = 11
    }

    /// A part of the file.
    struct Section: Sendable, Hashable {
        var kind: UInt32
        /// Which slot, or which digest.
        var parameter: UInt32
        var offset: Int
        var length: Int
    }

    /// Distinct PDQ hashes.
    var hashes = 0
    /// The slots.
    var slots: [IndexSlot] = []
    /// Where the store's log stood before the hashes were read; nil for an index that is not a workspace's.
    var mark: HashLogMark?
    /// When it was built.
    var built = Instant(milliseconds: 0)
    /// Length of the file.
    var length = 0
    /// SHA-256 of the checksums: names the content.
    var digest = SHA256Hash()
    /// The parts.
    var sections: [Section] = []

    /// The section of a kind, or nil.
    func section(_ kind: Kind, _ parameter: Int = 0) -> Section? {
        sections.first { $0.kind == kind.rawValue && $0.parameter == UInt32(parameter) }
    }

    /// The head's bytes.
    var head: [UInt8] {
        var bytes = LittleEndianBytes()
        bytes.bytes += Self.magic
        bytes.put(Self.version)
        bytes.put(UInt32(Self.headSize))
        bytes.put(UInt64(length))
        bytes.put(UInt64(hashes))
        bytes.put(UInt64(bitPattern: built.milliseconds))
        bytes.put(UInt64(mark == nil ? 0 : 1))
        bytes.put(mark?.database ?? 0)
        bytes.put(UInt64(bitPattern: mark?.sequence ?? 0))
        bytes.bytes += digest.bytes
        bytes.put(UInt32(slots.count))
        bytes.put(UInt32(sections.count))
        for slot in slots {
            bytes.put(UInt32(slot.start))
            bytes.put(UInt32(slot.width))
        }
        for section in sections {
            bytes.put(section.kind)
            bytes.put(section.parameter)
            bytes.put(UInt64(section.offset))
            bytes.put(UInt64(section.length))
        }
        bytes.bytes += [UInt8](repeating: 0, count: Self.headSize - 32 - bytes.bytes.count)
        return bytes.bytes + SHA256Hasher().hash(bytes.bytes).bytes
    }

    /// Reads and checks a head: the checksum, and that every section is within the file and as long as the numbers say.
    init(head bytes: [UInt8], fileLength: Int, path: String) throws {
        guard bytes.starts(with: Self.magic) else { throw IndexFault.damaged(path, "the file is no index") }
        var reader = LittleEndianReader(bytes, at: Self.magic.count)
        let version = reader.next32()
        guard version == Self.version else { throw IndexFault.version(path, version) }
        guard bytes.count == Self.headSize, SHA256Hasher().hash(Array(bytes.dropLast(32))).bytes == bytes.suffix(32)
        else { throw IndexFault.damaged(path, "the head of the index does not have its checksum") }
        _ = reader.next32()
        length = Int(clamping: reader.next64())
        guard length == fileLength else {
            throw IndexFault.damaged(path, "the index has \(fileLength) bytes where \(length) are meant")
        }
        hashes = Int(clamping: reader.next64())
        built = Instant(milliseconds: Int64(bitPattern: reader.next64()))
        let isMarked = reader.next64() != 0
        let (database, sequence) = (reader.next64(), Int64(bitPattern: reader.next64()))
        mark = isMarked ? HashLogMark(database: database, sequence: sequence) : nil
        digest = SHA256Hash(reader.take(32)) ?? SHA256Hash()
        let (slotCount, sectionCount) = (Int(reader.next32()), Int(reader.next32()))
        for _ in 0..<min(slotCount, 32) {
            slots.append(IndexSlot(start: Int(reader.next32()), width: Int(reader.next32())))
        }
        for _ in 0..<min(sectionCount, 128) {
            sections.append(
                Section(
                    kind: reader.next32(), parameter: reader.next32(), offset: Int(clamping: reader.next64()),
                    length: Int(clamping: reader.next64())))
        }
        try check(path)
    }

    /// An index that is to be written.
    init(hashes: Int, slots: [IndexSlot], mark: HashLogMark?, built: Instant) {
        self.hashes = hashes
        self.slots = slots
        self.mark = mark
        self.built = built
    }
}
