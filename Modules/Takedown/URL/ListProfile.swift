/// Which edition of the Safe Browsing rules makes list keys and expressions. They differ for names of more than five labels, for
/// public suffixes of several labels and for IPv6 addresses, so a list says which one it was made with.
public enum ListProfile: String, Sendable, Hashable, CaseIterable, Codable {
    /// Version 4: host suffixes from the last five labels.
    case v4
    /// Version 5: host suffixes from the registrable domain upwards; IPv4 addresses inside IPv6 ones come out.
    case v5
}
