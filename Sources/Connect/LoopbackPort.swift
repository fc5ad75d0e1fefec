internal import Glibc
package import Ports

/// A TCP port of 127.0.0.1 that nobody listens on now. Somebody else may take it before it is used.
package func freeLoopbackPort() throws(PortError) -> Int {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  guard descriptor >= 0 else { throw PortError(.local, "No socket is to be had.") }
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
    unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
      unsafe bind(descriptor, generic, length) == 0
        && getsockname(descriptor, generic, &length) == 0
    }
  }
  guard isBound else { throw PortError(.local, "No free port of 127.0.0.1 is to be had.") }
  return Int(UInt16(bigEndian: address.sin_port))
}
