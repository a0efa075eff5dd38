import Foundation

/// A name server on 127.0.0.1 (UDP only) for one test.
final class LoopbackNameServer: Sendable {
    enum Reply {
        case addresses([[UInt8]])
        case code(UInt8)
        case truncated
        case silence
    }

    let port: UInt16
    private let socket: Int32

    init(_ answer: @escaping @Sendable (_ name: String, _ kind: Int) -> Reply) throws {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        socket = descriptor
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                unsafe bind(descriptor, name, length) == 0 && getsockname(descriptor, name, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: name.sin_port)
        let thread = Thread { Self.serve(descriptor, answer) }
        thread.start()
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    private static func serve(_ descriptor: Int32, _ answer: (String, Int) -> Reply) {
        while true {
            var space = [UInt8](repeating: 0, count: 1024)
            var client = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let count = unsafe withUnsafeMutablePointer(to: &client) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { client in
                    unsafe recvfrom(descriptor, &space, space.count, 0, client, &length)
                }
            }
            guard count > 16 else { return }
            var labels: [String] = []
            var place = 12
            while space[place] > 0 {
                let size = Int(space[place])
                labels.append(String(decoding: space[(place + 1)...(place + size)], as: UTF8.self))
                place += size + 1
            }
            let name = labels.joined(separator: ".")
            let kind = space[place + 2]
            var message = DNSMessage(id: UInt16(space[0]) << 8 | UInt16(space[1]), name: name, kind: kind)
            switch answer(name, Int(kind)) {
            case .addresses(let all): for one in all { message = message.address(name, one) }
            case .code(let code): message.code = code
            case .truncated: message.truncated = true
            case .silence: continue
            }
            let bytes = message.bytes
            _ = unsafe withUnsafeMutablePointer(to: &client) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { client in
                    unsafe sendto(descriptor, bytes, bytes.count, 0, client, length)
                }
            }
        }
    }
}
