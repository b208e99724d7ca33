//! Running text: its plain words, and which addresses a link may have.

use super::body::{Inline, Target};
use super::unicode;
use crate::diag::Span;

/// Plain text with the way back to the file: for every piece, where it begins in the text and in the file.
#[derive(Debug, Default, Clone)]
pub struct Flat {
    /// The words, with line breaks as blanks.
    pub text: String,
    pieces: Vec<(usize, Span)>,
}

impl Flat {
    /// The plain text of inlines.
    pub fn of(inlines: &[Inline]) -> Self {
        let mut flat = Self::default();
        flat.add(inlines);
        flat
    }

    /// Adds more inlines.
    pub fn add(&mut self, inlines: &[Inline]) {
        each(inlines, &mut |text, span| self.push(text, span));
    }

    /// Empties it, for other text in the same room.
    pub fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
    }

    /// Adds words that stand at `span`.
    pub fn push(&mut self, text: &str, span: Span) {
        if !text.is_empty() {
            self.pieces.push((self.text.len(), span));
            self.text.push_str(text);
        }
    }

    /// Where bytes of the text stand in the file.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span { start: self.at(start, false), end: self.at(end, true).max(self.at(start, false)) }
    }

    fn at(&self, offset: usize, is_end: bool) -> u32 {
        let after = self.pieces.partition_point(|(at, _)| if is_end { *at < offset } else { *at <= offset });
        let Some((at, span)) = after.checked_sub(1).and_then(|i| self.pieces.get(i)) else { return 0 };
        (span.start + (offset - at) as u32).min(span.end)
    }
}

/// Tells the words of inlines in order, with where they stand; line breaks are blanks.
fn each(inlines: &[Inline], tell: &mut impl FnMut(&str, Span)) {
    for inline in inlines {
        match inline {
            Inline::Text { text, span } | Inline::Code { text, span } => tell(text, *span),
            Inline::Emphasis(inner, _) | Inline::Strong(inner, _) | Inline::Strike(inner) => {
                each(inner, tell);
            }
            Inline::Link { text, .. } => each(text, tell),
            Inline::SoftBreak(span) | Inline::HardBreak(span) => tell(" ", *span),
            Inline::Image { alt, span, .. } => tell(alt, *span),
            Inline::FootnoteMark { .. } | Inline::Task { .. } => {}
        }
    }
}

/// The words of inlines, with line breaks as blanks.
pub fn words(inlines: &[Inline]) -> String {
    let mut length = 0;
    each(inlines, &mut |text, _| length += text.len());
    let mut out = String::with_capacity(length);
    each(inlines, &mut |text, _| out.push_str(text));
    out
}

/// The plain words of inlines, trimmed.
pub fn plain(inlines: &[Inline]) -> String {
    words(inlines).trim().to_string()
}

/// Tells the runs of plain text between marks: the only places where a law or a term is recognised. Each is put together in
/// `run`, which is empty before and after.
pub fn each_run(inlines: &[Inline], run: &mut Flat, tell: &mut impl FnMut(&Flat)) {
    for inline in inlines {
        match inline {
            Inline::Text { text, span } => run.push(text, *span),
            Inline::SoftBreak(span) => run.push(" ", *span),
            other => {
                end(run, tell);
                if let Inline::Emphasis(inner, _) | Inline::Strong(inner, _) | Inline::Strike(inner) = other {
                    each_run(inner, run, tell);
                }
            }
        }
    }
    end(run, tell);
}

fn end(run: &mut Flat, tell: &mut impl FnMut(&Flat)) {
    if !run.text.is_empty() {
        tell(run);
        run.clear();
    }
}

/// What kind of address this is, after entities have been decoded by the parser.
///
/// The test sees what a browser would see: control characters and blanks are gone before the scheme is read.
pub fn classify(address: &str) -> Target {
    let forbidden = || Target::Forbidden(address.to_string());
    let hidden = |c: char| c.is_control() || c.is_whitespace() || c == '\\' || unicode::class(c).is_some();
    if address.chars().any(hidden) || address.is_empty() {
        return forbidden();
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return Target::Anchor(anchor.to_string());
    }
    if let Some((scheme, rest)) = scheme(address) {
        return match scheme.to_ascii_lowercase().as_str() {
            "https" | "http" if is_host(rest) => Target::Web(address.to_string()),
            "mailto" if is_mail(rest) => Target::Web(address.to_string()),
            "tel" if rest.bytes().all(|b| b.is_ascii_digit() || b"+-() ".contains(&b)) => {
                Target::Web(address.to_string())
            }
            _ => forbidden(),
        };
    }
    if address.starts_with('/') || address.contains('?') {
        return forbidden();
    }
    let (path, anchor) =
        address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
    match decode(path) {
        Some(path) if !path.starts_with('/') && !path.contains([':', '\\', '\0']) => {
            Target::File { path: path.into(), anchor: anchor.map(Box::from) }
        }
        _ => forbidden(),
    }
}

/// Scheme and rest, if the address begins with one. What looks like one after decoding counts too.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (before, rest) = address.split_once(':')?;
    let plain = before.starts_with(|c: char| c.is_ascii_alphabetic())
        && before.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    plain.then_some((before, rest))
}

/// `//host…` with a plain ASCII host: no user, no mixed scripts.
fn is_host(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("//") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let name = host.split(':').next().unwrap_or("");
    let port = host.strip_prefix(name).unwrap_or("");
    let label =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    name.split('.').all(label) && (port.is_empty() || port[1..].parse::<u16>().is_ok())
}

fn is_mail(rest: &str) -> bool {
    let (name, query) = rest.split_once('?').map_or((rest, ""), |(name, query)| (name, query));
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_alphanumeric() || b"@.-_+%=&".contains(&b));
    name.split('@').count() == 2 && plain(name) && plain(query)
}

/// Undoes percent encoding; `None` when it is broken or hides something that is not text.
fn decode(path: &str) -> Option<String> {
    let mut out = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(b) = bytes.next() {
        if b != b'%' {
            out.push(b);
            continue;
        }
        let (high, low) = (bytes.next()?, bytes.next()?);
        let hex = [high, low];
        out.push(u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()?);
    }
    String::from_utf8(out)
        .ok()
        .filter(|path| !path.chars().any(|c| c.is_control() || unicode::class(c).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_the_folder_in_whatever_way_it_is_written() {
        for address in ["%2f", "%2Fetc/passwd", "/a.md", "a%5cb", "a%3ab", "%00", "a%0ab", "%zz", "\\\\x\\a"]
        {
            assert!(matches!(classify(address), Target::Forbidden(_)), "{address}");
        }
        for (address, file) in [("a%20b.md", "a b.md"), ("../a.md#x", "../a.md"), ("%C3%A5.md", "å.md")] {
            assert!(matches!(classify(address), Target::File { path, .. } if *path == *file), "{address}");
        }
    }
}
