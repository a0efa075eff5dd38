import AllianceKit
import Glibc

/// A connected socket to a name server, over UDP or TCP, with one deadline for everything.
final class DNSSocket {
    private let descriptor: Int32
    private let deadline: Int64
    private let stream: Bool

    init?(_ address: IPAddress, _ port: UInt16, stream: Bool, seconds: Double) {
        self.stream = stream
        deadline = Self.milliseconds() + Int64(seconds * 1000)
        let kind = stream ? SOCK_STREAM : SOCK_DGRAM
        let flags = Int32(kind.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        if case .v4 = address {
            descriptor = socket(AF_INET, flags, 0)
        } else {
            descriptor = socket(AF_INET6, flags, 0)
        }
        guard descriptor >= 0 else { return nil }
        guard connect(address, port) == 0 || (errno == EINPROGRESS && wait(for: POLLOUT)) else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    private func connect(_ address: IPAddress, _ port: UInt16) -> Int32 {
        switch address {
        case .v4(let bits):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = bits.bigEndian
            return unsafe withUnsafePointer(to: &name) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                    unsafe Glibc.connect(descriptor, name, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        case .v6(let bits):
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = port.bigEndian
            unsafe withUnsafeMutableBytes(of: &name.sin6_addr) { space in
                for place in 0..<16 { unsafe space[place] = UInt8(truncatingIfNeeded: bits >> (120 - 8 * place)) }
            }
            return unsafe withUnsafePointer(to: &name) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                    unsafe Glibc.connect(descriptor, name, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        }
    }

    /// Sends a message; over TCP with its length before it.
    func send(_ message: [UInt8]) -> Bool {
        let bytes = stream ? [UInt8(message.count >> 8), UInt8(message.count & 255)] + message : message
        var sent = 0
        while sent < bytes.count {
            guard wait(for: POLLOUT) else { return false }
            let count = unsafe bytes[sent...].withUnsafeBytes { space in
                unsafe Glibc.send(descriptor, space.baseAddress, space.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// The next message; nil when the time is over or the connection has ended.
    func receive() -> [UInt8]? {
        guard stream else { return wait(for: POLLIN) ? read(upTo: 65535) : nil }
        guard let head = gather(2) else { return nil }
        return gather(Int(head[0]) << 8 | Int(head[1]))
    }

    private func gather(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard wait(for: POLLIN), let more = read(upTo: count - bytes.count) else { return nil }
            bytes += more
        }
        return bytes
    }

    private func read(upTo limit: Int) -> [UInt8]? {
        var space = [UInt8](repeating: 0, count: limit)
        let count = unsafe space.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return nil }
        return Array(space[..<count])
    }

    private func wait(for event: Int32) -> Bool {
        while true {
            let left = deadline - Self.milliseconds()
            guard left > 0 else { return false }
            var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
            let count = unsafe poll(&entry, 1, Int32(left))
            if count > 0 { return true }
            guard count < 0, errno == EINTR else { return false }
        }
    }

    private static func milliseconds() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
