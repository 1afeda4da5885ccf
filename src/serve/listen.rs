//! Where a server can be reached.

use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use crate::disk::reason;

/// The port where none is asked for; the next ones are tried if it is taken.
pub const PORT: u16 = 4000;
/// How many ports from [`PORT`] on are tried.
const TRIES: u16 = 20;

/// Where a server is to be reached.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bind {
    /// An address of this machine, or one that stands for all. Without it, this machine alone can reach the server.
    pub address: Option<IpAddr>,
    /// A port that is never moved; 0 is any that is free.
    pub port: Option<u16>,
}

/// Where a server is reached. Connections wait until it serves.
#[derive(Debug)]
pub struct Listening {
    pub(super) listeners: Vec<TcpListener>,
    /// The address to name to people: the first.
    pub address: SocketAddr,
    /// Whether [`PORT`] was taken.
    pub moved: bool,
}

/// Why a port cannot be had.
#[derive(Debug)]
pub struct PortError {
    /// The address that was asked for.
    pub address: Option<IpAddr>,
    /// Which port.
    pub port: u16,
    /// What the system says.
    pub error: io::Error,
}

impl fmt::Display for PortError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PortError { address, port, error } = self;
        match (error.kind(), address) {
            (ErrorKind::AddrInUse, _) => write!(f, "port {port} is taken by another program"),
            (ErrorKind::PermissionDenied, _) => write!(f, "the system does not let you use port {port}"),
            (ErrorKind::AddrNotAvailable, Some(address)) => {
                write!(f, "cannot listen at {address}, which is no address of this machine")
            }
            (_, Some(address)) => write!(f, "cannot listen at {address} on port {port}: {}", reason(error)),
            (_, None) => write!(f, "cannot listen on port {port}: {}", reason(error)),
        }
    }
}

impl std::error::Error for PortError {}

/// Takes a port. Nobody can take it in between, for it is taken by being used.
///
/// # Errors
/// It is taken already, or the system refuses.
pub fn listen(bind: Bind) -> Result<Listening, PortError> {
    let ports = match bind.port {
        // Any port may be taken in the other family of addresses.
        Some(0) => vec![0; usize::from(TRIES)],
        Some(port) => vec![port],
        None => (PORT..PORT + TRIES).collect(),
    };
    let address = bind.address;
    let mut last = ErrorKind::AddrInUse.into();
    for &port in &ports {
        match listen_at(address, port) {
            Ok((listeners, address)) => {
                let moved = bind.port.is_none() && port != PORT;
                return Ok(Listening {
                    listeners,
                    address,
                    moved,
                });
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => last = error,
            Err(error) => return Err(PortError { address, port, error }),
        }
    }
    let port = ports.first().copied().unwrap_or(PORT);
    let error = last;
    Err(PortError { address, port, error })
}

/// Listens at one address, or at those of this machine itself in both families.
fn listen_at(address: Option<IpAddr>, port: u16) -> io::Result<(Vec<TcpListener>, SocketAddr)> {
    let open = |address: IpAddr, port| {
        let listener = TcpListener::bind((address, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    if let Some(address) = address {
        let (listener, address) = open(address, port)?;
        return Ok((vec![listener], address));
    }
    let first = open(Ipv4Addr::LOCALHOST.into(), port);
    let port = first.as_ref().map_or(port, |(_, address)| address.port());
    let second = open(Ipv6Addr::LOCALHOST.into(), port);
    match (first, second) {
        (Ok((one, address)), Ok((other, _))) => Ok((vec![one, other], address)),
        (Ok((one, address)), Err(error)) | (Err(error), Ok((one, address))) if is_missing(&error) => {
            Ok((vec![one], address))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// Whether there is no such family of addresses here, which is no error.
fn is_missing(error: &io::Error) -> bool {
    !matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn port(port: u16) -> Bind {
        Bind {
            port: Some(port),
            ..Bind::default()
        }
    }

    #[test]
    fn a_port_that_is_asked_for_is_never_moved() {
        let first = listen(port(0)).unwrap();
        let taken = first.address.port();
        let error = listen(port(taken)).unwrap_err();
        assert_eq!((error.port, error.error.kind()), (taken, ErrorKind::AddrInUse));
        assert!(error.to_string().contains(&taken.to_string()), "{error}");
    }

    #[test]
    fn a_port_that_is_taken_in_one_family_is_taken() {
        let Ok(other) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) else {
            // There is only one family here.
            return;
        };
        let taken = other.local_addr().unwrap().port();
        assert_eq!(listen(port(taken)).unwrap_err().error.kind(), ErrorKind::AddrInUse);
    }

    #[test]
    fn an_address_of_another_machine_is_named() {
        let bind = Bind {
            // Of documentation: no machine has it.
            address: Some(Ipv4Addr::new(192, 0, 2, 1).into()),
            ..port(0)
        };
        let words = listen(bind).unwrap_err().to_string();
        assert_eq!(words, "cannot listen at 192.0.2.1, which is no address of this machine");
    }

    #[test]
    fn only_this_machine_is_listened_to() {
        let listening = listen(port(0)).unwrap();
        for listener in &listening.listeners {
            let address = listener.local_addr().unwrap();
            assert!(address.ip().is_loopback(), "{address}");
            assert_eq!(address.port(), listening.address.port());
        }
    }
}
