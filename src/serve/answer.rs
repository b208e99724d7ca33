//! A site and what is asked of it → the answer, with the headers that production should have too.
//!
//! Pure. Looks paths up in the site's own map and nowhere else, so that no path can lead out of it, and never repeats a
//! path in an answer. The pages are the bytes that will be published, but for the one script that reloads them.

use std::fmt::Write;
use std::sync::Arc;

use super::Current;
use super::http::{Request, Status};

/// Where a page hears of a new version.
pub(super) const EVENTS: &str = "_ledtrad/events";
const SCRIPT: &str = "_ledtrad/reload.js";
const SCRIPT_TEXT: &str = include_str!("reload.js");

const PLAIN: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const EVENT_STREAM: &str = "text/event-stream; charset=utf-8";

/// What production has, and leave to hear of new versions.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
/// For the other kinds of file that a browser shows as a document, and that could hold script.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/// An answer, whole but for the length of an endless one.
pub(super) struct Answer {
    status: Status,
    content_type: &'static str,
    body: Body,
}

enum Body {
    /// A file of the site as it is.
    File(Arc<[u8]>),
    Made(Vec<u8>),
    Fixed(&'static [u8]),
}

impl Answer {
    /// The answer to a request for a file.
    pub(super) fn to(request: &Request, current: &Current) -> Self {
        let path = if request.path.is_empty() { "index.html" } else { &request.path };
        if path == SCRIPT {
            let body = Body::Fixed(SCRIPT_TEXT.as_bytes());
            return Self { status: Status::OK, content_type: content_type(path), body };
        }
        let site = &current.site;
        if let Some(faults) = site.faults.as_ref().filter(|_| path.ends_with(".html")) {
            return Self::page(Status::FAULTS, faults, current);
        }
        match site.files.get(path) {
            Some(page) if content_type(path) == HTML => Self::page(Status::OK, &page, current),
            Some(file) => {
                Self { status: Status::OK, content_type: content_type(path), body: Body::File(file) }
            }
            None => site.files.get("404.html").map_or_else(
                || Self::refusal(Status::NOT_FOUND),
                |page| Self::page(Status::NOT_FOUND, &page, current),
            ),
        }
    }

    /// The answer to what is not answered.
    pub(super) fn refusal(status: Status) -> Self {
        let body = Body::Made(format!("{} {}\n", status.0, status.1).into_bytes());
        Self { status, content_type: PLAIN, body }
    }

    /// The beginning of the answer that tells of new versions as they come.
    pub(super) fn events() -> Self {
        Self { status: Status::OK, content_type: EVENT_STREAM, body: Body::Fixed(&[]) }
    }

    fn page(status: Status, page: &[u8], current: &Current) -> Self {
        let faults = if status == Status::FAULTS { " data-faults" } else { "" };
        let version = current.version;
        let script = format!("<script src=\"/{SCRIPT}\" data-version=\"{version}\"{faults}></script>");
        let end = b"</body>";
        let at = page.windows(end.len()).rposition(|here| here == end).unwrap_or(page.len());
        let (before, after) = page.split_at(at);
        Self { status, content_type: HTML, body: Body::Made([before, script.as_bytes(), after].concat()) }
    }

    /// The status line and the headers, with the empty line that ends them.
    pub(super) fn head(&self) -> String {
        let mut head = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nConnection: close\r\nCache-Control: no-store\r\n\
             X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\n",
            self.status.0, self.status.1, self.content_type
        );
        if self.content_type != EVENT_STREAM {
            let _ = write!(head, "Content-Length: {}\r\n", self.body().len());
        }
        if self.status == Status::METHOD_NOT_ALLOWED {
            head.push_str("Allow: GET, HEAD\r\n");
        }
        let policy = match self.content_type {
            HTML => Some(PAGE_POLICY),
            other => other.contains("xml").then_some(PICTURE_POLICY),
        };
        if let Some(policy) = policy {
            let _ = write!(head, "Content-Security-Policy: {policy}\r\n");
        }
        head + "\r\n"
    }

    /// What comes after the head.
    pub(super) fn body(&self) -> &[u8] {
        match &self.body {
            Body::File(file) => file,
            Body::Made(bytes) => bytes,
            Body::Fixed(bytes) => bytes,
        }
    }
}

fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "txt" => PLAIN,
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "ttl" => "text/turtle; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
