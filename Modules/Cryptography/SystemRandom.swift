import CCrypto
import Glibc

/// Random bytes of the kernel (getrandom(2)).
public enum SystemRandom {
    /// So many bytes fit for keys. Waits at boot until the kernel has gathered enough. The kernel can refuse only calls that are
    /// wrong in themselves, so a failure stops the process rather than giving weak bytes.
    public static func bytes(_ count: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: max(0, count))
        var done = 0
        unsafe result.withUnsafeMutableBytes { space in
            while done < space.count {
                let got = unsafe getrandom(space.baseAddress! + done, space.count - done, 0)
                if got < 0 && errno == EINTR { continue }
                guard got > 0 else { preconditionFailure("the kernel gives no random bytes") }
                done += got
            }
        }
        return result
    }
}
