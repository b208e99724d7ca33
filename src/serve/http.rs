//! The head of a request, as bytes → which path of the site is wanted, or the status that refuses it.
//!
//! Pure. Knows as much of HTTP as a preview needs: one `GET` or `HEAD` a connection, without a body. What it is unsure of
//! it refuses, and whoever asks under a name that is not ours (DNS rebinding, another site's script) is refused here too.

/// The most that the request line and the headers may take together.
pub(super) const HEAD_LIMIT: usize = 8 * 1024;
const HEADER_LIMIT: usize = 100;

/// A status code and its usual words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Status(pub(super) u16, pub(super) &'static str);

impl Status {
    pub(super) const OK: Self = Self(200, "OK");
    pub(super) const BAD_REQUEST: Self = Self(400, "Bad Request");
    pub(super) const FORBIDDEN: Self = Self(403, "Forbidden");
    pub(super) const NOT_FOUND: Self = Self(404, "Not Found");
    pub(super) const METHOD_NOT_ALLOWED: Self = Self(405, "Method Not Allowed");
    pub(super) const MISDIRECTED: Self = Self(421, "Misdirected Request");
    pub(super) const TOO_LARGE: Self = Self(431, "Request Header Fields Too Large");
    pub(super) const FAULTS: Self = Self(500, "Internal Server Error");
    pub(super) const BUSY: Self = Self(503, "Service Unavailable");
    pub(super) const VERSION: Self = Self(505, "HTTP Version Not Supported");
}

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Without the body (`HEAD`).
    pub(super) head_only: bool,
    /// The path, decoded, without its first `/` and without the query.
    pub(super) path: String,
}

/// The names under which this server may be asked: `Host` and, with `http://` before it, `Origin`.
pub(super) struct Names(Vec<String>);

impl Names {
    /// The loopback names with this port.
    pub(super) fn new(port: u16) -> Self {
        let hosts = ["localhost", "127.0.0.1", "[::1]"];
        let mut names: Vec<String> = hosts.iter().map(|host| format!("{host}:{port}")).collect();
        if port == 80 {
            // Browsers leave the usual port out.
            names.extend(hosts.map(String::from));
        }
        Self(names)
    }

    fn has_host(&self, host: &str) -> bool {
        self.0.iter().any(|name| name.eq_ignore_ascii_case(host))
    }

    fn has_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.has_host(host))
    }
}

/// Where the head ends: just after its empty line. `None` if that has not come (yet).
pub(super) fn head_end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4)
}

/// Reads the head of a request. What comes after the head is not looked at.
pub(super) fn parse(bytes: &[u8], names: &Names) -> Result<Request, Status> {
    let head = head_end(bytes).filter(|end| *end <= HEAD_LIMIT).and_then(|end| bytes.get(..end - 4));
    // Cookies of other programs on this machine may hold any bytes; nothing that we compare may.
    let head = String::from_utf8_lossy(head.ok_or(Status::TOO_LARGE)?);
    let mut lines = head.split("\r\n");
    let (method, target) = request_line(lines.next().unwrap_or_default())?;
    let (host, origin) = who_is_asked(lines)?;
    if !names.has_host(host) {
        return Err(Status::MISDIRECTED);
    }
    if !origin.is_none_or(|origin| names.has_origin(origin)) {
        return Err(Status::FORBIDDEN);
    }
    if !matches!(method, "GET" | "HEAD") {
        return Err(Status::METHOD_NOT_ALLOWED);
    }
    let path = decode(target).ok_or(Status::BAD_REQUEST)?;
    Ok(Request { head_only: method == "HEAD", path })
}

/// `GET /path HTTP/1.1` → method and target.
fn request_line(line: &str) -> Result<(&str, &str), Status> {
    let mut parts = line.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Status::BAD_REQUEST);
    };
    if !is_token(method) || !version.starts_with("HTTP/") {
        return Err(Status::BAD_REQUEST);
    }
    if !matches!(version, "HTTP/1.1" | "HTTP/1.0") {
        return Err(Status::VERSION);
    }
    Ok((method, target))
}

/// Goes through the headers; the values of `Host` and `Origin`. Two of either, or no host, is an error.
fn who_is_asked<'a>(lines: impl Iterator<Item = &'a str>) -> Result<(&'a str, Option<&'a str>), Status> {
    let (mut host, mut origin) = (None, None);
    for (count, line) in lines.enumerate() {
        if count == HEADER_LIMIT {
            return Err(Status::TOO_LARGE);
        }
        let (name, value) = line.split_once(':').ok_or(Status::BAD_REQUEST)?;
        if !is_token(name) || value.contains(|c: char| c.is_ascii_control() && c != '\t') {
            return Err(Status::BAD_REQUEST);
        }
        let place = match name {
            _ if name.eq_ignore_ascii_case("host") => &mut host,
            _ if name.eq_ignore_ascii_case("origin") => &mut origin,
            _ => continue,
        };
        if place.replace(value.trim_matches([' ', '\t'])).is_some() {
            return Err(Status::BAD_REQUEST);
        }
    }
    Ok((host.ok_or(Status::BAD_REQUEST)?, origin))
}

/// The path of a target (`/a%20b?c` → `a b`), decoded once. Only targets that start with `/` are taken.
fn decode(target: &str) -> Option<String> {
    let path = target.strip_prefix('/')?.split('?').next()?;
    let mut bytes = path.bytes();
    let mut out = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => hex(bytes.next()?)? * 16 + hex(bytes.next()?)?,
            b'!'..=b'~' => byte,
            _ => return None,
        });
    }
    String::from_utf8(out).ok()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The signs of which HTTP makes names.
fn is_token(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ask(head: &str) -> Result<Request, Status> {
        parse(head.as_bytes(), &Names::new(4000))
    }

    /// What a path is read as, if it is taken at all.
    fn path(target: &str) -> Option<String> {
        ask(&format!("GET {target} HTTP/1.1\r\nHost: localhost:4000\r\n\r\n"))
            .ok()
            .map(|request| request.path)
    }

    #[test]
    fn paths_are_decoded_once_and_the_query_is_left_out() {
        assert_eq!(path("/").as_deref(), Some(""));
        assert_eq!(path("/dokument/rik-is.html?q=%zz").as_deref(), Some("dokument/rik-is.html"));
        assert_eq!(path("/%C3%A5rshjul.html").as_deref(), Some("årshjul.html"));
        assert_eq!(path("/%2525").as_deref(), Some("%25"));
        for refused in ["/%", "/%4", "/%zz", "/%ff", "/å", "http://localhost:4000/", "*", "", "x", "\\x"] {
            assert_eq!(path(refused), None, "{refused}");
        }
    }

    #[test]
    fn only_our_own_names_are_answered() {
        let host = |host: &str| ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n")).err();
        for own in ["localhost:4000", "LOCALHOST:4000", "127.0.0.1:4000", "[::1]:4000"] {
            assert_eq!(host(own), None, "{own}");
        }
        let others = [
            "localhost",
            "localhost:4001",
            "evil.example:4000",
            "localhost:4000.evil.example",
            "",
            "127.1:4000",
        ];
        for other in others {
            assert_eq!(host(other), Some(Status::MISDIRECTED), "{other}");
        }
        let origin = |origin: &str| host(&format!("localhost:4000\r\nOrigin: {origin}"));
        assert_eq!(origin("http://127.0.0.1:4000"), None);
        for other in ["null", "https://localhost:4000", "http://evil.example", "http://localhost", ""] {
            assert_eq!(origin(other), Some(Status::FORBIDDEN), "{other}");
        }
        assert_eq!(host("localhost:4000\r\nhost: localhost:4000"), Some(Status::BAD_REQUEST));
        assert_eq!(ask("GET / HTTP/1.1\r\nAccept: */*\r\n\r\n"), Err(Status::BAD_REQUEST));
        assert!(Names::new(80).has_host("localhost"));
    }

    #[test]
    fn what_is_too_large_or_odd_is_refused() {
        let rest = "Host: localhost:4000\r\n\r\n";
        let of_size =
            |size: usize| format!("GET /{} HTTP/1.1\r\n{rest}", "x".repeat(size - 15 - rest.len() - 1));
        assert_eq!(of_size(HEAD_LIMIT).len(), HEAD_LIMIT);
        assert!(ask(&of_size(HEAD_LIMIT)).is_ok());
        assert_eq!(ask(&of_size(HEAD_LIMIT + 1)), Err(Status::TOO_LARGE));
        let of_headers = |count: usize| format!("GET / HTTP/1.1\r\n{}{rest}", "a: b\r\n".repeat(count - 1));
        assert!(ask(&of_headers(HEADER_LIMIT)).is_ok());
        assert_eq!(ask(&of_headers(HEADER_LIMIT + 1)), Err(Status::TOO_LARGE));
        assert_eq!(ask("GET / HTTP/1.1\r\nHost: localhost:4000\r\n"), Err(Status::TOO_LARGE));
        for line in ["GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 x", "G\0T / HTTP/1.1", "GET / FTP", ""] {
            assert_eq!(ask(&format!("{line}\r\n{rest}")), Err(Status::BAD_REQUEST), "{line}");
        }
        for header in ["no colon", " folded: x", "a : x", "a: \0", "a: \nb: c", ": x"] {
            assert_eq!(
                ask(&format!("GET / HTTP/1.1\r\n{header}\r\n{rest}")),
                Err(Status::BAD_REQUEST),
                "{header}"
            );
        }
        assert_eq!(ask(&format!("GET / HTTP/2.0\r\n{rest}")), Err(Status::VERSION));
        assert_eq!(ask(&format!("POST / HTTP/1.1\r\n{rest}")), Err(Status::METHOD_NOT_ALLOWED));
        assert_eq!(ask(&format!("get / HTTP/1.1\r\n{rest}")), Err(Status::METHOD_NOT_ALLOWED));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _ = parse(&bytes, &Names::new(1));
            let mut ended = bytes;
            ended.extend(b"\r\n\r\n");
            let _ = parse(&ended, &Names::new(1));
        }

        #[test]
        fn any_target_and_header_is_read_or_refused(target in ".{0,40}", header in "(?s).{0,40}") {
            let head = format!("GET /{target} HTTP/1.1\r\nHost: localhost:4000\r\n{header}\r\n\r\n");
            if let Ok(request) = ask(&head) {
                prop_assert!(!request.head_only && request.path.len() <= target.len());
            }
        }

        #[test]
        fn what_is_too_large_is_always_refused(filler in proptest::collection::vec(any::<u8>(), 0..40), at in 0..9000_usize) {
            let mut bytes = b"GET / HTTP/1.1\r\nHost: localhost:4000\r\nX: ".to_vec();
            bytes.resize(HEAD_LIMIT + at, b'x');
            bytes.extend(filler);
            bytes.extend(b"\r\n\r\n");
            prop_assert_eq!(parse(&bytes, &Names::new(4000)), Err(Status::TOO_LARGE));
        }
    }
}
