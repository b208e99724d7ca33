//! Sockets: takes connections on loopback, lets [`http`](super::http) read each and [`answer`](super::answer) answer it.
//!
//! In: a port and the live site. Out: bytes on sockets. A thread a connection and a limit to everything (how many, how
//! long, how much), so that one that is slow, broken or ill-willed is let go without the others or the build noticing.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::answer::{Answer, EVENTS};
use super::http::{self, HEAD_LIMIT, Names, Status};
use super::{Live, Site};

pub(super) const MOST_CONNECTIONS: usize = 64;
/// How long a request may take to come.
const READ_LIMIT: Duration = Duration::from_secs(5);
/// How long nothing at all may be taken of an answer, and how long it may take in all.
const WRITE_LIMIT: Duration = Duration::from_secs(5);
const ANSWER_LIMIT: Duration = Duration::from_secs(60);
/// How long somebody who is refused may go on sending before we hang up.
const LINGER: Duration = Duration::from_millis(500);
/// How often a word is sent to a page that waits for news, and how often we look whether it is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);
const LOOK: Duration = Duration::from_secs(1);

/// The ears: 127.0.0.1 and, where the machine has it, ::1.
pub(super) struct Listeners(TcpListener, Option<TcpListener>);

/// Takes the port (0: any that is free on both addresses). Nothing is heard until they are opened.
pub(super) fn bind(port: u16) -> io::Result<Listeners> {
    for _ in 0..16 {
        let four = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        match TcpListener::bind((Ipv6Addr::LOCALHOST, four.local_addr()?.port())) {
            Ok(six) => return Ok(Listeners(four, Some(six))),
            // Going without would leave `localhost` to another program in browsers that try ::1 first.
            Err(error) if error.kind() == ErrorKind::AddrInUse && port != 0 => return Err(error),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(_) => return Ok(Listeners(four, None)),
        }
    }
    Err(ErrorKind::AddrInUse.into())
}

impl Listeners {
    /// The address on IPv4; the one on IPv6 has the same port.
    pub(super) fn address(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }

    /// Starts to answer.
    pub(super) fn open(self, server: &Arc<Server>) -> io::Result<()> {
        for listener in [Some(self.0), self.1].into_iter().flatten() {
            let server = Arc::clone(server);
            thread::Builder::new().name("ledtrad-accept".into()).spawn(move || accept(&listener, &server))?;
        }
        Ok(())
    }
}

/// What all connections have in common.
pub(super) struct Server {
    live: Live,
    names: Names,
    open: AtomicUsize,
}

/// A place among those who are served; given back when dropped.
struct Seat(Arc<Server>);

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Server {
    /// A server that shows `site` on `port`.
    pub(super) fn new(port: u16, site: Site) -> Self {
        Self { live: Live::new(site), names: Names::new(port), open: AtomicUsize::new(0) }
    }

    /// The site that it shows.
    pub(super) fn live(&self) -> &Live {
        &self.live
    }

    fn seat(self: &Arc<Self>) -> Option<Seat> {
        let more = |open: usize| (open < MOST_CONNECTIONS).then_some(open + 1);
        self.open.fetch_update(Ordering::SeqCst, Ordering::SeqCst, more).ok()?;
        Some(Seat(Arc::clone(self)))
    }

    /// One connection, from the first byte to the last. An error means that the other side is gone: nobody is left to tell.
    fn attend(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        stream.set_write_timeout(Some(WRITE_LIMIT))?;
        let request = match http::parse(&read_head(stream)?, &self.names) {
            Ok(request) => request,
            Err(status) => {
                send(stream, &Answer::refusal(status), false)?;
                return linger(stream, LINGER);
            }
        };
        if request.path != EVENTS {
            let current = self.live.current();
            return send(stream, &Answer::to(&request, &current), request.head_only);
        }
        send(stream, &Answer::events(), true)?;
        if request.head_only { Ok(()) } else { self.tell(stream) }
    }

    /// Sends the version now and whenever there is a new one, for as long as the page is open.
    fn tell(&self, stream: &TcpStream) -> io::Result<()> {
        let mut told = 0;
        let mut last = Instant::now();
        loop {
            let version = self.live.news(told, LOOK);
            if version != told {
                write(stream, format!("data: {version}\n\n").as_bytes())?;
                (told, last) = (version, Instant::now());
            } else if last.elapsed() >= HEARTBEAT {
                write(stream, b":\n\n")?;
                last = Instant::now();
            }
            if is_gone(stream)? {
                return Ok(());
            }
        }
    }
}

fn accept(listener: &TcpListener, server: &Arc<Server>) {
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // Too many open files, perhaps: asking again at once would only keep the processor warm.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        let Some(seat) = server.seat() else {
            let _ = turn_away(&stream);
            continue;
        };
        // A thread that cannot be had drops both the connection and its seat.
        let _ = thread::Builder::new().name("ledtrad-answer".into()).spawn(move || {
            let Seat(server) = &seat;
            let _ = server.attend(&stream);
        });
    }
}

/// Full. Happens in the thread that accepts, so it is quick about it.
fn turn_away(stream: &TcpStream) -> io::Result<()> {
    stream.set_write_timeout(Some(LINGER))?;
    send(stream, &Answer::refusal(Status::BUSY), false)?;
    linger(stream, Duration::from_millis(20))
}

/// Reads until the head is whole, or too large for anybody to want the rest.
fn read_head(mut stream: &TcpStream) -> io::Result<Vec<u8>> {
    let until = Instant::now() + READ_LIMIT;
    let mut bytes = Vec::new();
    let mut part = [0; 2048];
    while bytes.len() <= HEAD_LIMIT && http::head_end(&bytes).is_none() {
        stream.set_read_timeout(Some(left(until)?))?;
        match stream.read(&mut part) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(count) => bytes.extend(part.iter().take(count)),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(bytes)
}

fn send(stream: &TcpStream, answer: &Answer, head_only: bool) -> io::Result<()> {
    write(stream, answer.head().as_bytes())?;
    if head_only { Ok(()) } else { write(stream, answer.body()) }
}

/// Writes everything. In parts, since the limit of a socket counts anew for every byte that it gets rid of.
fn write(mut stream: &TcpStream, bytes: &[u8]) -> io::Result<()> {
    let until = Instant::now() + ANSWER_LIMIT;
    for mut part in bytes.chunks(64 * 1024) {
        while !part.is_empty() {
            left(until)?;
            match stream.write(part) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(count) => part = part.get(count..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

/// Takes what somebody who was refused is still sending: hanging up on it would take the answer back.
fn linger(mut stream: &TcpStream, at_most: Duration) -> io::Result<()> {
    let until = Instant::now() + at_most;
    stream.shutdown(Shutdown::Write)?;
    let mut rest = [0; 4096];
    loop {
        stream.set_read_timeout(Some(left(until)?))?;
        if stream.read(&mut rest)? == 0 {
            return Ok(());
        }
    }
}

/// Whether the other side has hung up, without waiting for it.
fn is_gone(mut stream: &TcpStream) -> io::Result<bool> {
    stream.set_nonblocking(true)?;
    let read = stream.read(&mut [0; 512]);
    stream.set_nonblocking(false)?;
    match read {
        Ok(count) => Ok(count == 0),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The time that is left, never nought (which sockets take for no limit at all).
fn left(until: Instant) -> io::Result<Duration> {
    until
        .checked_duration_since(Instant::now())
        .filter(|left| !left.is_zero())
        .ok_or(ErrorKind::TimedOut.into())
}
