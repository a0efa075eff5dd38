import Foundation
import Synchronization

/// A server on 127.0.0.1 for one test: every connection is handed to a closure on a thread of its own.
final class LoopbackServer: Sendable {
    /// The port that the system chose.
    let port: UInt16
    private let socket: Int32
    private let seen = Mutex<[String]>([])

    init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = socket
        let bound = unsafe withUnsafeMutablePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                unsafe bind(descriptor, name, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, name, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: name.sin_port)
        let thread = Thread { [weak self] in
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else { return }
                let connection = Connection(client) { line in self?.note(line) }
                serve(connection)
                connection.close()
            }
        }
        thread.start()
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        Glibc.close(socket)
    }

    /// The lines that clients sent.
    var lines: [String] { seen.withLock { $0 } }

    private func note(_ line: String) { seen.withLock { $0.append(line) } }

    /// One client.
    final class Connection {
        private let descriptor: Int32
        private let note: (String) -> Void
        private var buffer: [UInt8] = []

        init(_ descriptor: Int32, note: @escaping (String) -> Void) {
            self.descriptor = descriptor
            self.note = note
        }

        /// The next line without its end, nil when the client has gone.
        func line() -> String? {
            while true {
                if let end = buffer.firstIndex(of: 0x0a) {
                    let line = String(decoding: buffer[..<end], as: UTF8.self).trimmingCharacters(in: .newlines)
                    buffer.removeFirst(end + 1)
                    note(line)
                    return line
                }
                guard fill() else { return nil }
            }
        }

        /// So many bytes.
        func bytes(_ count: Int) -> [UInt8] {
            while buffer.count < count, fill() {}
            defer { buffer.removeFirst(min(count, buffer.count)) }
            return Array(buffer.prefix(count))
        }

        func write(_ text: String) {
            let bytes = Array(text.utf8)
            var done = 0
            while done < bytes.count {
                let count = unsafe bytes[done...].withUnsafeBytes { space in
                    unsafe Glibc.send(descriptor, space.baseAddress, space.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                done += count
            }
        }

        func close() { Glibc.close(descriptor) }

        private func fill() -> Bool {
            var space = [UInt8](repeating: 0, count: 4096)
            let count = unsafe recv(descriptor, &space, 4096, 0)
            guard count > 0 else { return false }
            buffer += space.prefix(count)
            return true
        }
    }
}

extension LoopbackServer {
    /// An HTTP server: the closure gets method, path, header lines and body, and gives the whole answer.
    static func http(
        _ answer: @escaping @Sendable (_ request: String, _ headers: [String], _ body: [UInt8]) -> String
    ) throws -> LoopbackServer {
        try LoopbackServer { connection in
            guard let request = connection.line() else { return }
            var headers: [String] = []
            while let line = connection.line(), !line.isEmpty { headers.append(line) }
            let length =
                headers.first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)) } ?? 0
            connection.write(answer(request, headers, connection.bytes(length)))
        }
    }
}
