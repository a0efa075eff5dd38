import Glibc

/// A file or standard input, read in chunks with flat memory, by lines or whole.
public struct InputFile: ~Copyable {
    /// The name as the user gave it; `-` is standard input.
    public let name: String
    /// The number of the line read last, from 1; 0 before the first.
    public private(set) var line = 0
    private var source: Source
    private var buffer: [UInt8] = []
    private var start = 0
    private var ended = false

    /// Called before each read of the file; what it throws ends the reading. For limits of time.
    public var beforeRead: (@Sendable () throws -> Void)?

    private enum Source {
        case descriptor(Int32, owned: Bool)
        case memory
    }

    /// What kind of file it is.
    public enum Kind: Sendable, Hashable {
        /// A regular file of so many bytes, or bytes in memory.
        case regular(Int)
        /// A pipe or a socket: it ends when whoever writes to it does.
        case stream
        /// A device, which may never end.
        case device
    }

    /// What is read.
    public let kind: Kind

    /// Opens a file for reading; `-` reads standard input. With `regularOnly`, for names that come from others, everything but a regular file
    /// throws `file.special`, and nothing waits for somebody to write into a pipe.
    public init(path: String, regularOnly: Bool = false) throws {
        name = path
        (source, kind) = try Self.open(path, regularOnly)
    }

    private static func open(_ path: String, _ regularOnly: Bool) throws -> (Source, Kind) {
        if path == "-" { return (.descriptor(0, owned: false), .stream) }
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | (regularOnly ? O_NONBLOCK : 0))
        guard descriptor >= 0 else { throw Files.failure("file.open", "cannot be opened", errno, at: path) }
        var status = stat()
        _ = unsafe fstat(descriptor, &status)
        let place = SourcePlace(file: path)
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            close(descriptor)
            throw AllianceError("file.directory", "a folder, not a file", at: place)
        case S_IFREG: return (.descriptor(descriptor, owned: true), .regular(Int(status.st_size)))
        case _ where regularOnly:
            close(descriptor)
            throw AllianceError("file.special", "a pipe, a socket or a device, not a regular file", at: place)
        case S_IFCHR, S_IFBLK: return (.descriptor(descriptor, owned: true), .device)
        default: return (.descriptor(descriptor, owned: true), .stream)
        }
    }

    /// Reads bytes that are in memory already.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        source = .memory
        kind = .regular(bytes.count)
        buffer = bytes
        ended = true
    }

    deinit {
        if case .descriptor(let descriptor, owned: true) = source { close(descriptor) }
    }

    /// Where the line read last is.
    public var place: SourcePlace { SourcePlace(file: name, line: line == 0 ? nil : line) }

    /// The next line without its end (LF or CR LF), or nil at the end. A line over `limit` bytes is skipped to its end and
    /// thrown as `file.line.too-long`; reading can go on after it.
    public mutating func nextLine(limit: Int = 1 << 20) throws -> [UInt8]? {
        var searched = start
        var skipping = false
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0a) {
                line += 1
                defer { start = end + 1 }
                if skipping || end - start > limit { throw tooLong(limit) }
                let last = end > start && buffer[end - 1] == 0x0d ? end - 1 : end
                return Array(buffer[start..<last])
            }
            if ended {
                guard start < buffer.count || skipping else { return nil }
                line += 1
                defer { start = buffer.count }
                if skipping || buffer.count - start > limit { throw tooLong(limit) }
                return Array(buffer[start...])
            }
            if buffer.count - start > limit {
                skipping = true
                start = buffer.count
            }
            let came = try refill()
            searched = buffer.count - came
        }
    }

    /// Everything that is left; throws `file.too-large` when it is more than `limit` bytes.
    public mutating func readAll(limit: Int) throws -> [UInt8] {
        while !ended {
            _ = try refill()
            if buffer.count - start > limit {
                throw AllianceError("file.too-large", "more than \(limit) bytes", at: SourcePlace(file: name))
            }
        }
        guard buffer.count - start <= limit else {
            throw AllianceError("file.too-large", "more than \(limit) bytes", at: SourcePlace(file: name))
        }
        defer { start = buffer.count }
        return Array(buffer[start...])
    }

    /// Some tens of KiB, or nil at the end.
    public mutating func nextChunk() throws -> [UInt8]? {
        if start == buffer.count {
            if ended { return nil }
            // Straight from the file: readers of large files copy the bytes once, into their own buffer.
            let chunk = try readChunk()
            return chunk.isEmpty ? nil : chunk
        }
        defer {
            buffer = []
            start = 0
        }
        return start == 0 ? buffer : Array(buffer[start...])
    }

    /// The open descriptor, for readers that go on by themselves; nil of bytes in memory. What was peeked at is read from it already.
    public var descriptor: Int32? {
        if case .descriptor(let descriptor, _) = source { return descriptor }
        return nil
    }

    /// The next bytes, up to `count` or the end, without consuming them: for telling formats apart.
    public mutating func peek(_ count: Int) throws -> [UInt8] {
        while buffer.count - start < count, !ended { _ = try refill() }
        return Array(buffer[start...].prefix(count))
    }

    private func tooLong(_ limit: Int) -> AllianceError {
        AllianceError("file.line.too-long", "a line of more than \(limit) bytes", at: place)
    }

    /// Reads one chunk, dropping what was consumed; returns how many bytes came.
    private mutating func refill() throws -> Int {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        let chunk = try readChunk()
        buffer.append(contentsOf: chunk)
        return chunk.count
    }

    /// The next bytes of the file; none at its end.
    private mutating func readChunk() throws -> [UInt8] {
        guard case .descriptor(let descriptor, _) = source, !ended else {
            ended = true
            return []
        }
        try beforeRead?()
        let size = 65536
        var fault: Int32 = 0
        let chunk = unsafe [UInt8](unsafeUninitializedCapacity: size) { space, count in
            var got = unsafe read(descriptor, space.baseAddress, size)
            while got < 0 && errno == EINTR { got = unsafe read(descriptor, space.baseAddress, size) }
            if got < 0 { fault = errno }
            count = max(0, got)
        }
        guard fault == 0 else { throw Files.failure("file.read", "cannot be read", fault, at: name) }
        if chunk.isEmpty { ended = true }
        return chunk
    }
}
