//! How far long work has come, on one line of a terminal that is cleared when it is done. Nothing elsewhere.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::language::Language;
use crate::pipeline::Watcher;

/// Work that is done before this is no long work.
const PATIENCE: Duration = Duration::from_millis(500);
const STEP: Duration = Duration::from_millis(100);

/// What is being done, told by the threads that do it.
#[derive(Default)]
struct Work {
    stage: Mutex<Option<(&'static str, Instant)>>,
    files: AtomicUsize,
}

impl Watcher for Work {
    fn stage(&self, name: &'static str) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = Some((name, Instant::now()));
        self.files.store(0, Ordering::Relaxed);
    }

    fn file(&self) {
        self.files.fetch_add(1, Ordering::Relaxed);
    }
}

/// The line, for as long as it is held.
pub struct Progress {
    work: Arc<Work>,
    line: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to tell; only on a terminal.
    pub fn new(language: Language) -> Self {
        let work = Arc::new(Work::default());
        let line = io::stderr().is_terminal().then(|| {
            let (end, ended) = mpsc::channel();
            let work = Arc::clone(&work);
            let tell = move || {
                let mut wait = PATIENCE;
                while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    wait = STEP;
                    let _ = write!(io::stderr(), "\r\u{1b}[K{}", line(&work, language));
                }
                let _ = write!(io::stderr(), "\r\u{1b}[K");
            };
            (end, thread::spawn(tell))
        });
        Self { work, line }
    }

    /// Who is to be told.
    pub fn watcher(&self) -> Arc<dyn Watcher> {
        Arc::clone(&self.work) as Arc<dyn Watcher>
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.line.take() {
            drop(end);
            let _ = thread.join();
        }
    }
}

/// «sidor: 12 345 filer, 4 100/s»
fn line(work: &Work, language: Language) -> String {
    let Some((stage, since)) = *work.stage.lock().unwrap_or_else(PoisonError::into_inner) else {
        return String::new();
    };
    let (stage, word) = match language {
        Language::Sv => (in_swedish(stage), "filer"),
        Language::En => (stage, "files"),
    };
    let files = work.files.load(Ordering::Relaxed);
    if files == 0 {
        return format!("{stage} …");
    }
    let rate = files as f64 / since.elapsed().as_secs_f64().max(0.001);
    format!("{stage}: {} {word}, {}/s", grouped(files), grouped(rate as usize))
}

/// The stages of the pipeline as readers of Swedish know them.
fn in_swedish(stage: &'static str) -> &'static str {
    match stage {
        "find" => "letar",
        "load" => "läser",
        "earlier" => "jämför",
        "model" => "reder ut namn",
        "checks" => "kontrollerar",
        "history" => "utgåvor",
        "theme" => "tema",
        "publish" => "urval",
        "pages" => "sidor",
        "search" => "sökning",
        "exports" => "data",
        "assets" => "bilder",
        "output" => "byter ut portalen",
        other => other,
    }
}

/// `12 345`
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_stage_count_and_rate() {
        let work = Work::default();
        assert_eq!(line(&work, Language::Sv), "");
        work.stage("pages");
        assert_eq!(line(&work, Language::En), "pages …");
        (0..12_345).for_each(|_| work.file());
        let said = line(&work, Language::Sv);
        assert!(said.starts_with("sidor: 12 345 filer, "), "{said}");
        assert_eq!([7, 1_000, 1_234_567].map(grouped), ["7", "1 000", "1 234 567"]);
    }
}
