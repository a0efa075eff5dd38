import AllianceKit
import Glibc

/// Writes a POSIX ustar archive (IEEE Std 1003.1, pax, section "ustar interchange format") to a descriptor: plain files only.
struct TarWriter {
    let descriptor: Int32
    let name: String

    /// Adds a file of known content.
    func add(_ file: String, _ bytes: [UInt8], time: Instant) throws {
        try head(file, size: bytes.count, time: time)
        try Files.writeAll(bytes, to: descriptor, name: name)
        try pad(bytes.count)
    }

    /// Adds a file from the disk, in chunks; its size must not change meanwhile. Returns its CRC-32.
    func add(_ file: String, from path: String, size: Int, time: Instant) throws {
        try head(file, size: size, time: time)
        var input = try InputFile(path: path)
        var written = 0
        while let chunk = try input.nextChunk() {
            try Files.writeAll(chunk, to: descriptor, name: name)
            written += chunk.count
        }
        guard written == size else {
            throw AllianceError("backup.changed", "\(path) changed while it was copied", exit: .inputOutput)
        }
        try pad(size)
    }

    /// Two blocks of zeros end an archive.
    func end() throws { try Files.writeAll([UInt8](repeating: 0, count: 1024), to: descriptor, name: name) }

    private func pad(_ size: Int) throws {
        try Files.writeAll([UInt8](repeating: 0, count: (512 - size % 512) % 512), to: descriptor, name: name)
    }

    private func head(_ file: String, size: Int, time: Instant) throws {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: some Sequence<UInt8>, _ place: Int) {
            for (offset, byte) in text.enumerated() { block[place + offset] = byte }
        }
        func octal(_ value: Int, _ digits: Int) -> [UInt8] {
            let text = String(max(0, value), radix: 8)
            return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
        }
        put(file.utf8.prefix(100), 0)
        put(octal(0o600, 7), 100)
        put(octal(0, 7), 108)
        put(octal(0, 7), 116)
        if size < 1 << 33 {
            put(octal(size, 11), 124)
        } else {
            // Beyond eleven octal digits: big-endian binary behind a set bit, as GNU and every current tar read it.
            put([0x80, 0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) }, 124)
        }
        put(octal(Int(time.milliseconds / 1000), 11), 136)
        put([UInt8](repeating: 0x20, count: 8), 148)
        put("0".utf8, 156)
        put(Array("ustar\u{0}00".utf8), 257)
        let sum = block.reduce(0) { $0 + Int($1) }
        put(octal(sum, 6) + [0, 0x20], 148)
        try Files.writeAll(block, to: descriptor, name: name)
    }
}
