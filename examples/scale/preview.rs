//! One document saved → its new text served: from the save to the first answer over HTTP that holds the new words.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(600);

/// `ledtrad serve`, ended when let go.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What was measured, in milliseconds.
pub struct Measured {
    /// From the start of the program to the first page.
    pub first: f64,
    /// From a save to its text, for each save.
    pub saves: Vec<f64>,
}

/// Serves the portal at `content` and saves one of its documents `times` times.
pub fn measure(program: &Path, content: &Path, times: usize) -> io::Result<Measured> {
    let start = Instant::now();
    let mut command = Command::new(program);
    command.args(["serve", "--port", "0", "--content"]).arg(content);
    let mut server = Server(command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?);
    let said = server.0.stderr.take().ok_or_else(|| io::Error::other("no words"))?;
    let mut lines = BufReader::new(said).lines();
    let address = loop {
        let line = lines.next().ok_or_else(|| io::Error::other("the server ended"))??;
        if let Some((_, rest)) = line.split_once("http://") {
            break rest.trim_end().trim_end_matches('/').to_string();
        }
    };
    // Somebody must hear it out, or it waits for ever at the end of a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    let (file, page) = document(content)?;
    until(&address, &page, "</html>")?;
    let first = milliseconds(start);
    let text = fs::read_to_string(&file)?;
    let mut saves = Vec::new();
    for number in 0..times {
        // Quiet first, so that what follows the save before is not measured with this one.
        std::thread::sleep(Duration::from_secs(2));
        let words = format!("nyskrivet{number}ord");
        let start = Instant::now();
        fs::write(&file, format!("{text}\n{words}\n"))?;
        until(&address, &page, &words)?;
        saves.push(milliseconds(start));
    }
    fs::write(&file, text)?;
    Ok(Measured { first, saves })
}

/// A document in the middle, and the address of its page.
fn document(content: &Path) -> io::Result<(std::path::PathBuf, String)> {
    let mut files: Vec<_> =
        fs::read_dir(content.join("07"))?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    let file = files.get(files.len() / 2).cloned().ok_or_else(|| io::Error::other("no document"))?;
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let page = format!("/dokument/{stem}.html");
    Ok((file, page))
}

fn until(address: &str, page: &str, words: &str) -> io::Result<()> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "GET {page} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        if String::from_utf8_lossy(&answer).contains(words) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    Err(io::Error::new(io::ErrorKind::TimedOut, format!("{page} never said «{words}»")))
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}
