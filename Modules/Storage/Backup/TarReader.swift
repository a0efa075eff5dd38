import AllianceKit
import Glibc

/// Reads the plain files of a ustar archive in order. Names with folders, links and everything else are refused: a backup has none.
struct TarReader: ~Copyable {
    private let descriptor: Int32
    private let path: String

    init(path: String) throws {
        self.path = path
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Files.failure("file.open", "cannot open \(path)", errno) }
    }

    deinit { close(descriptor) }

    /// The next file's name and size, or nil at the end. Its content follows and must be read whole.
    func next() throws -> (name: String, size: Int)? {
        let block = try read(512)
        if block.allSatisfy({ $0 == 0 }) { return nil }
        let blanked = block[..<148] + [UInt8](repeating: 0x20, count: 8) + block[156...]
        guard Self.octal(block[148..<156]) == blanked.reduce(0, { $0 + Int($1) }) else {
            throw damaged("a head's checksum is wrong")
        }
        let name = String(decoding: block[..<100].prefix { $0 != 0 }, as: UTF8.self)
        guard block[156] == UInt8(ascii: "0") || block[156] == 0, !name.isEmpty, !name.contains("/"), name != ".."
        else { throw damaged("it holds something that is no plain file: \(name)") }
        guard let size = Self.size(block[124..<136]) else { throw damaged("a size cannot be read") }
        return (name, size)
    }

    /// Hands over the content of the file that `next` named, in chunks.
    func content(_ size: Int, _ body: ([UInt8]) throws -> Void) throws {
        var rest = size
        while rest > 0 {
            let chunk = try read(min(rest, 1 << 16))
            try body(chunk)
            rest -= chunk.count
        }
        _ = try read((512 - size % 512) % 512)
    }

    private func read(_ count: Int) throws -> [UInt8] {
        var fault: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { space, filled in
            while filled < count {
                let got = unsafe Glibc.read(descriptor, space.baseAddress! + filled, count - filled)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { fault = errno }
                if got <= 0 { return }
                filled += got
            }
        }
        guard fault == 0 else { throw Files.failure("file.read", "cannot read \(path)", fault) }
        guard bytes.count == count else { throw damaged("it ends too early") }
        return bytes
    }

    private func damaged(_ problem: String) -> AllianceError {
        AllianceError(
            "backup.damaged", "this is no whole backup: \(problem)", at: SourcePlace(file: path),
            hint: "take an older one")
    }

    private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.drop { $0 == 0x20 }.prefix { 48...55 ~= $0 }
        return digits.isEmpty ? nil : Int(String(decoding: digits, as: UTF8.self), radix: 8)
    }

    private static func size(_ field: ArraySlice<UInt8>) -> Int? {
        guard field.first == 0x80 else { return octal(field) }
        let value = field.dropFirst(4).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(exactly: value)
    }
}
