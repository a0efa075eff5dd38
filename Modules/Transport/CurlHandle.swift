import AllianceKit
import CTransport

/// One libcurl handle: made, set up, run, and gone with its lists. Run again it keeps its connection.
@safe struct CurlHandle: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    /// The lists in use, by option.
    private var lists: [UInt32: UnsafeMutablePointer<curl_slist>] = unsafe [:]

    /// libcurl's global state, made once and kept.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init() throws(AllianceError) {
        guard Self.isReady, let made = unsafe curl_easy_init() else {
            throw AllianceError("transport.library", "libcurl cannot be started", exit: .bug)
        }
        unsafe handle = unsafe made
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
        unsafe lists.values.forEach { unsafe curl_slist_free_all($0) }
    }

    /// Sets a number or a switch; throws when this libcurl cannot do it, because a missing safeguard must not pass unnoticed.
    func set(_ option: CURLoption, _ value: Int) throws(AllianceError) {
        try require(unsafe ct_set_long(handle, option, value), option)
    }

    /// Sets a text, which libcurl copies.
    func set(_ option: CURLoption, _ value: String) throws(AllianceError) {
        try require(unsafe ct_set_string(handle, option, value), option)
    }

    /// Sets a list of texts; one that was set before is let go.
    mutating func set(_ option: CURLoption, _ values: [String]) throws(AllianceError) {
        var list: UnsafeMutablePointer<curl_slist>?
        for value in values { unsafe list = unsafe curl_slist_append(list, value) }
        guard let list = unsafe list else { return }
        let code = unsafe ct_set_list(handle, option, list)
        if let old = unsafe lists.updateValue(list, forKey: option.rawValue) { unsafe curl_slist_free_all(old) }
        try require(code, option)
    }

    /// Sets the body of a request, which libcurl copies.
    func setPost(_ body: [UInt8]) throws(AllianceError) {
        let code = unsafe body.withUnsafeBytes { space in
            // An empty body still needs an address.
            unsafe ct_set_post(handle, space.baseAddress ?? UnsafeRawPointer(handle), space.count)
        }
        try require(code, CURLOPT_COPYPOSTFIELDS)
    }

    /// Connects the callbacks to an exchange, which must outlive the run.
    func attach(_ exchange: CurlExchange) throws(AllianceError) {
        let context = unsafe Unmanaged.passUnretained(exchange).toOpaque()
        try require(unsafe ct_set_body_taker(handle, takeBody, context), CURLOPT_WRITEFUNCTION)
        try require(unsafe ct_set_header_taker(handle, takeHeader, context), CURLOPT_HEADERFUNCTION)
        try require(unsafe ct_set_connected(handle, checkPeer, context), CURLOPT_PREREQFUNCTION)
        if let upload = exchange.upload {
            try require(unsafe ct_set_upload(handle, giveUpload, context, upload.count), CURLOPT_READFUNCTION)
        }
    }

    /// Runs the exchange; blocks until it ends.
    func perform() -> CURLcode { unsafe curl_easy_perform(handle) }

    func number(_ info: CURLINFO) -> Int { unsafe ct_get_long(handle, info) }

    func text(_ info: CURLINFO) -> String? {
        guard let text = unsafe ct_get_string(handle, info) else { return nil }
        return unsafe String(cString: text)
    }

    private func require(_ code: CURLcode, _ option: CURLoption) throws(AllianceError) {
        guard code == CURLE_OK else {
            throw AllianceError(
                "transport.library", "libcurl does not take option \(option.rawValue): \(Self.reason(code))", exit: .bug
            )
        }
    }

    static func reason(_ code: CURLcode) -> String { unsafe String(cString: curl_easy_strerror(code)) }
}
