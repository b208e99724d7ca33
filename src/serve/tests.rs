//! The preview over real loopback sockets, and the watch over real folders; every wait has an end.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use super::*;

const LONG: Duration = Duration::from_secs(10);

fn site(files: &[(&str, &str)]) -> Site {
    let file = |(path, text): &(&str, &str)| (path.to_string(), Arc::from(text.as_bytes()));
    let files: BTreeMap<String, Arc<[u8]>> = files.iter().map(file).collect();
    let mut mark = DefaultHasher::new();
    files.hash(&mut mark);
    Site { files: Arc::new(files), mark: mark.finish(), faults: None }
}

/// A server on a free port. It stays until the tests end.
fn start(site: Site) -> (Arc<Server>, SocketAddr) {
    let listeners = connections::bind(0).expect("a port");
    let address = listeners.address().expect("an address");
    let server = Arc::new(Server::new(address.port(), site));
    listeners.open(&server).expect("threads");
    (server, address)
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(LONG)).expect("a limit");
    stream
}

/// Sends bytes and reads to the end.
fn send(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = connect(address);
    stream.write_all(bytes).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

fn ask(address: SocketAddr, line: &str, headers: &str) -> String {
    send(
        address,
        format!("{line} HTTP/1.1\r\nHost: localhost:{}\r\n{headers}\r\n", address.port()).as_bytes(),
    )
}

fn get(address: SocketAddr, path: &str) -> String {
    ask(address, &format!("GET {path}"), "")
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or(answer)
}

/// A page that waits for news.
fn listen(address: SocketAddr) -> BufReader<TcpStream> {
    let mut stream = connect(address);
    let head = format!("GET /_ledtrad/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", address.port());
    stream.write_all(head.as_bytes()).expect("sent");
    BufReader::new(stream)
}

fn next_version(news: &mut BufReader<TcpStream>) -> u64 {
    loop {
        let mut line = String::new();
        assert_ne!(news.read_line(&mut line).expect("news"), 0, "the stream ended");
        if let Some(version) = line.strip_prefix("data: ") {
            return version.trim_end().parse().expect("a number");
        }
    }
}

#[test]
fn pages_come_with_their_headers_and_the_script() {
    let (server, address) =
        start(site(&[("index.html", "<body>Hej</body></html>"), ("å/stil.css", "a{}"), ("b.svg", "<svg/>")]));
    let page = get(address, "/?q=1");
    let (head, body) = page.split_once("\r\n\r\n").expect("a head");
    let version = server.live().current().version;
    let wanted = format!(
        "<body>Hej<script src=\"/_ledtrad/reload.js\" data-version=\"{version}\"></script></body></html>"
    );
    assert_eq!(body, wanted);
    for header in [
        "HTTP/1.1 200 OK",
        "Content-Type: text/html; charset=utf-8",
        &format!("Content-Length: {}", body.len()),
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        "Cache-Control: no-store",
        "Cross-Origin-Resource-Policy: same-origin",
    ] {
        assert!(head.lines().any(|line| line == header), "{header} is not in {head}");
    }
    let style = get(address, "/%C3%A5/stil.css");
    assert!(style.contains("text/css; charset=utf-8") && style.ends_with("\r\n\r\na{}"), "{style}");
    assert!(
        get(address, "/b.svg")
            .contains("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'")
    );
    assert!(get(address, "/_ledtrad/reload.js").contains("EventSource"));
    let head_only = ask(address, "HEAD /", "");
    assert_eq!(head_only, format!("{head}\r\n\r\n"), "the same head, and nothing after it");
    assert!(ask(address, "HEAD /_ledtrad/events", "").ends_with("\r\n\r\n"));
}

#[test]
fn nothing_but_the_site_is_answered() {
    let (_, address) = start(site(&[("index.html", "start"), ("x/y.html", "y"), ("404.html", "Finns inte")]));
    for path in [
        "/x",
        "/x/",
        "//x/y.html",
        "/../x",
        "/x/../index.html",
        "/%2e%2e/index.html",
        "/..%2f..%2fetc/passwd",
    ] {
        let answer = get(address, path);
        assert!(status(&answer) == "404" && answer.contains("Finns inte"), "{path}: {answer}");
        assert!(!answer.contains("etc"), "{answer}");
    }
    for path in
        ["/\\..\\x", "/%5c%5cx", "/%00", "/index.html%00.css", "/.", "//", "/_ledtrad/", "/%252e%252e/"]
    {
        assert_eq!(status(&get(address, path)), "404", "{path}");
    }
    for target in [&format!("http://localhost:{}/", address.port()), "*", "/\0", "/%", "index.html"] {
        assert_eq!(status(&get(address, target)), "400", "{target}");
    }
    let (_, bare) = start(site(&[]));
    let answer = get(bare, "/hemlig");
    assert!(answer.ends_with("404 Not Found\n") && !answer.contains("hemlig"), "{answer}");
}

#[test]
fn strangers_and_other_methods_are_refused() {
    let (_, address) = start(site(&[("index.html", "start")]));
    let port = address.port();
    let as_host = |host: &str| send(address, format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
    assert_eq!(status(&as_host(&format!("[::1]:{port}"))), "200");
    assert_eq!(status(&as_host(&format!("evil.example:{port}"))), "421");
    assert_eq!(status(&as_host("localhost")), "421");
    for path in ["/", "/_ledtrad/events"] {
        let with_origin =
            |origin: &str| ask(address, &format!("HEAD {path}"), &format!("Origin: {origin}\r\n"));
        assert_eq!(status(&with_origin(&format!("http://127.0.0.1:{port}"))), "200");
        assert_eq!(status(&with_origin("http://evil.example")), "403");
        assert_eq!(status(&with_origin("null")), "403");
    }
    let posted = ask(address, "POST /", &format!("Content-Length: 5000\r\n\r\n{}", "x".repeat(5000)));
    assert!(status(&posted) == "405" && posted.contains("\r\nAllow: GET, HEAD\r\n"), "{posted}");
    assert_eq!(status(&ask(address, "GET /", &format!("X: {}\r\n", "x".repeat(20_000)))), "431");
    assert_eq!(status(&send(address, b"\x16\x03\x01\r\n\r\n")), "400");
}

#[test]
fn both_addresses_have_the_same_port() {
    let (_, address) = start(site(&[("index.html", "start")]));
    assert!(address.ip().is_loopback());
    if let Ok(mut six) = TcpStream::connect(("::1", address.port())) {
        write!(six, "GET / HTTP/1.1\r\nHost: [::1]:{}\r\n\r\n", address.port()).expect("sent");
        let mut answer = String::new();
        six.read_to_string(&mut answer).expect("an answer");
        assert_eq!(status(&answer), "200");
    }
    assert!(connections::bind(address.port()).is_err(), "a port is had once");
}

#[test]
fn faults_stand_in_for_every_page() {
    let (server, address) = start(site(&[("index.html", "start"), ("stil.css", "a{}")]));
    server.live().publish(Site { faults: Some(Arc::from(&b"Fel"[..])), ..site(&[("stil.css", "a{}")]) });
    for path in ["/", "/index.html", "/dokument/x.html"] {
        let answer = get(address, path);
        assert!(
            status(&answer) == "500" && answer.contains("Fel<script ") && answer.contains(" data-faults>"),
            "{answer}"
        );
    }
    assert_eq!(status(&get(address, "/stil.css")), "200");
}

#[test]
fn who_is_slow_or_gone_holds_nobody_up() {
    let (server, address) = start(site(&[("index.html", &("x".repeat(4_000_000) + "</body>"))]));
    let begun = Instant::now();
    let silent: Vec<TcpStream> = (0..20).map(|_| connect(address)).collect();
    let unread: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = connect(address);
            write!(stream, "GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", address.port()).expect("sent");
            stream
        })
        .collect();
    assert_eq!(status(&get(address, "/_ledtrad/reload.js")), "200");
    let mut news = listen(address);
    let first = next_version(&mut news);
    server.live().publish(site(&[("index.html", "ny")]));
    assert_eq!(next_version(&mut news), first + 1);
    assert!(get(address, "/").contains("\r\n\r\nny"));
    assert!(begun.elapsed() < Duration::from_secs(4), "before any limit of time could have helped");
    drop((silent, unread));
}

#[test]
fn a_full_server_says_so_and_frees_the_places_of_those_who_leave() {
    let (_, address) = start(site(&[("index.html", "start")]));
    let mut pages: Vec<_> = (0..connections::MOST_CONNECTIONS).map(|_| listen(address)).collect();
    pages.iter_mut().for_each(|page| assert!(next_version(page) > 0));
    assert_eq!(status(&get(address, "/")), "503");
    drop(pages);
    let until = Instant::now() + LONG;
    while status(&get(address, "/")) != "200" {
        assert!(Instant::now() < until, "the places are still taken");
        thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_site_that_is_the_same_is_no_news() {
    let (server, address) = start(site(&[("index.html", "ett")]));
    let mut news = listen(address);
    let first = next_version(&mut news);
    server.live().publish(site(&[("index.html", "ett")]));
    server.live().publish(site(&[("index.html", "två")]));
    assert_eq!(next_version(&mut news), first + 1);
}

#[test]
fn a_change_on_disk_reaches_the_open_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.md");
    fs::write(&file, "ett").expect("written");
    let (say, said) = mpsc::channel();
    let options = Options { port: 0, watch: vec![folder.path().into()] };
    let read = file.clone();
    thread::spawn(move || {
        let mut build = |before: Option<&Site>| match fs::read_to_string(&read) {
            Ok(text) => site(&[("index.html", &text)]),
            Err(_) => before.cloned().unwrap_or_else(|| site(&[])),
        };
        serve(&options, &mut build, &|address| say.send(address).expect("heard"))
    });
    let address = said.recv_timeout(LONG).expect("started");
    assert!(get(address, "/").contains("ett"));
    let mut news = listen(address);
    let first = next_version(&mut news);
    let draft = folder.path().join(".a.md.swp");
    fs::write(&draft, "två").expect("written");
    fs::rename(&draft, &file).expect("renamed");
    assert_eq!(next_version(&mut news), first + 1);
    assert!(get(address, "/").contains("två"));
}

/// Waits for a change and then for quiet; how many there were.
fn changes_until_quiet(changes: &Receiver<()>) -> usize {
    changes.recv_timeout(LONG).expect("a change");
    1 + std::iter::from_fn(|| changes.recv_timeout(Duration::from_millis(900)).ok()).count()
}

/// Watches, and says each time that something has changed.
fn watch(roots: &[&Path]) -> Receiver<()> {
    let roots: Vec<PathBuf> = roots.iter().map(PathBuf::from).collect();
    let (say, said) = mpsc::channel();
    let (begin, begun) = mpsc::channel();
    thread::spawn(move || {
        let mut watch = Watch::start(&roots);
        begin.send(()).expect("heard");
        loop {
            watch.wait();
            if say.send(()).is_err() {
                return;
            }
        }
    });
    begun.recv_timeout(LONG).expect("watching");
    said
}

#[test]
fn a_storm_is_one_change_and_reading_or_dot_files_are_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let within = |name: &str| folder.path().join(name);
    fs::create_dir(within(".git")).expect("made");
    fs::write(within("a.md"), "ett").expect("written");
    let changes = watch(&[folder.path()]);
    for round in 0..10 {
        fs::write(within("4913"), "").expect("written");
        fs::remove_file(within("4913")).expect("removed");
        fs::rename(within("a.md"), within("a.md~")).expect("renamed");
        fs::write(within("a.md"), format!("{round}")).expect("written");
        fs::remove_file(within("a.md~")).expect("removed");
    }
    assert!(changes_until_quiet(&changes) <= 3, "of fifty events, and a machine that may be busy");
    fs::write(within(".git/index"), "x").expect("written");
    fs::write(within(".a.md.swp"), "x").expect("written");
    fs::read(within("a.md")).expect("read");
    assert!(changes.recv_timeout(Duration::from_millis(700)).is_err());
    fs::create_dir_all(within("ny/mapp")).expect("made");
    changes_until_quiet(&changes);
    fs::write(within("ny/mapp/b.md"), "x").expect("written");
    changes.recv_timeout(LONG).expect("a change in a new folder");
}

#[test]
fn a_single_file_is_watched_through_being_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let within = |name: &str| folder.path().join(name);
    fs::write(within("site.toml"), "1").expect("written");
    let changes = watch(&[&within("site.toml")]);
    for round in 0..2 {
        fs::write(within("new"), "xx").expect("written");
        assert!(changes.recv_timeout(Duration::from_millis(300)).is_err(), "{round}: another file");
        fs::rename(within("new"), within("site.toml")).expect("renamed");
        changes.recv_timeout(LONG).expect("a change");
    }
}

#[test]
fn a_folder_that_is_missing_or_taken_away_is_watched_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    let (later, other) = (content.join("later"), folder.path().join("other"));
    let missing = watch(&[&later]);
    fs::create_dir_all(&content).expect("made");
    let moved = watch(&[&content]);
    fs::create_dir(&later).expect("made");
    fs::write(later.join("a.md"), "x").expect("written");
    changes_until_quiet(&missing);
    changes_until_quiet(&moved);
    fs::rename(&content, &other).expect("renamed");
    changes_until_quiet(&moved);
    changes_until_quiet(&missing);
    fs::rename(&other, &content).expect("renamed");
    changes_until_quiet(&moved);
    fs::write(later.join("a.md"), "xyz").expect("written");
    changes_until_quiet(&moved);
}
