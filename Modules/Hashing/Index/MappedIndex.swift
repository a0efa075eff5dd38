import AllianceKit
import Cryptography

/// An index file that is mapped. Opening reads its head and nothing else.
struct MappedIndex: Sendable {
    /// The file's name.
    let path: String
    /// What its head says.
    let file: IndexFile
    /// What is searched.
    let table: IndexTable
    /// The mapping.
    let memory: IndexMemory

    /// Maps a file. Throws `hashing.index.missing`, `.version` or `.damaged`.
    init(path: String) throws {
        self.path = path
        memory = try IndexMemory(mapping: path)
        let head = unsafe Array(memory.bytes(0..<min(IndexFile.headSize, memory.count)))
        file = try IndexFile(head: head, fileLength: memory.count, path: path)
        let (memory, file) = (memory, file)
        func start(_ kind: IndexFile.Kind, _ place: Int = 0) -> UnsafeRawPointer? {
            guard let section = file.section(kind, place) else { return nil }
            return unsafe UnsafeRawPointer(memory.base + section.offset)
        }
        guard let front = unsafe start(.front), let back = unsafe start(.back) else {
            throw IndexFault.damaged(path, "the index has no hashes")
        }
        var offsets: [UnsafePointer<UInt32>] = unsafe []
        var postings: [UnsafePointer<UInt32>?] = unsafe []
        for place in file.slots.indices {
            guard let table = unsafe start(.offsets, place) else {
                throw IndexFault.damaged(path, "slot \(place) has no offsets")
            }
            unsafe offsets.append(table.assumingMemoryBound(to: UInt32.self))
            unsafe postings.append(start(.postings, place)?.assumingMemoryBound(to: UInt32.self))
        }
        let rows = unsafe HashRows(front: front, back: back, count: file.hashes, in: [memory])
        unsafe table = IndexTable(
            rows: rows, slots: file.slots, offsets: offsets, postings: postings, memory: [memory])
    }

    /// The bytes of a section; empty when there is none.
    func bytes(_ kind: IndexFile.Kind, _ parameter: Int = 0) -> UnsafeRawBufferPointer {
        guard let section = file.section(kind, parameter) else {
            return unsafe UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return unsafe memory.bytes(section.offset..<section.offset + section.length)
    }

    /// Reads the whole file and compares it with its digest. Throws `hashing.index.damaged`.
    func verify() throws {
        var digester = MultiDigester([.sha256])
        var place = IndexFile.headSize
        while place < file.length {
            let end = min(place + 1 << 20, file.length)
            unsafe digester.update(RawSpan(_unsafeBytes: memory.bytes(place..<end)))
            place = end
        }
        guard digester.finish().first?.bytes == file.digest.bytes else {
            throw IndexFault.damaged(path, "the content of the index does not have its digest")
        }
    }
}
