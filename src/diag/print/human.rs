//! Text for people, in the form that rustc made familiar: message, place, line and carets, and what to do.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};

use super::Summary;
use super::excerpt::excerpt;
use super::finding::Finding;
use super::source::Located;
use crate::diag::Severity;
use crate::diag::wording::visible::visible;
use crate::diag::wording::{help_word, related_label, severity_word};
use crate::language::Language;

/// Writes the findings with a blank line after each, and how many they were.
pub fn print(
    out: &mut dyn Write,
    findings: &[Finding<'_>],
    language: Language,
    colour: bool,
    summary: Summary,
) -> io::Result<()> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    for finding in findings {
        let report = Report { finding, language, colour };
        writeln!(out, "{}\n", renderer.render(&report.groups()))?;
    }
    writeln!(out, "{}", summary.line(language))
}

/// A finding on its way to the renderer.
struct Report<'a> {
    finding: &'a Finding<'a>,
    language: Language,
    colour: bool,
}

impl<'a> Report<'a> {
    /// The finding as the renderer takes it.
    ///
    /// A snippet with a path would count the column in the excerpt. Therefore the origin, which says the true column,
    /// closes one group, and the excerpt without path opens the next; the renderer joins them as if they were one.
    fn groups(&self) -> Vec<Group<'a>> {
        let mut closed = Vec::new();
        let mut open =
            Group::with_title(self.level().secondary_title(self.title()).id(self.finding.code.to_string()));
        for (place, kind, label) in self.places() {
            open = if closed.is_empty() {
                closed.push(open);
                self.group()
            } else {
                open.element(Padding)
            };
            closed.push(open.element(origin(place)));
            open = self.group().element(snippet(place, kind, label));
        }
        if let Some(hint) = &self.finding.words.hint {
            let help = Level::HELP.with_name(help_word(self.language)).message(hint.as_str());
            open = if closed.is_empty() { open } else { open.element(Padding) }.element(help);
        }
        closed.push(open);
        closed
    }

    /// The place of the finding, and then the places that explain it.
    fn places(&self) -> impl Iterator<Item = (&'a Located<'a>, AnnotationKind, Option<&'static str>)> {
        let label = related_label(self.language);
        let at = self.finding.at.iter().map(|at| (at, AnnotationKind::Primary, None));
        at.chain(self.finding.related.iter().map(move |place| (place, AnnotationKind::Context, Some(label))))
    }

    fn group(&self) -> Group<'a> {
        Group::with_level(self.level())
    }

    fn level(&self) -> Level<'a> {
        let level = match self.finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        level.with_name(severity_word(self.finding.severity, self.language))
    }

    /// The message, bold in colour. The renderer does that for primary titles only, and draws a line below those.
    fn title(&self) -> String {
        let message = &self.finding.words.message;
        if self.colour { format!("\u{1b}[1m{message}\u{1b}[0m") } else { message.clone() }
    }
}

fn origin<'a>(at: &Located<'a>) -> Origin<'a> {
    let path: String = at.path.chars().map(visible).collect();
    Origin::path(path).line(at.start.line).char_column(at.start.column)
}

fn snippet<'a>(
    at: &Located<'_>,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, Annotation<'a>> {
    let excerpt = excerpt(at.line, &at.marked);
    Snippet::source(excerpt.text).line_start(at.start.line).annotation(kind.span(excerpt.marked).label(label))
}
