//! The closed HTML writer: the only way by which content becomes markup.
//!
//! Elements and attributes are enumerations, every text and value goes through one escaper, and an address is either
//! one of the site's own or one that [`crate::content`] has admitted. There is no way to write anything else.

pub mod svg;

use serde::{Serialize, Serializer};

use crate::text::has_byte;

/// Finished markup. Only [`Html::finish`] makes it, so templates may print it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Markup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum $name { $($variant,)* }

        impl $name {
            /// Every one of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name as HTML writes it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

names! {
    /// The elements that content can become.
    Tag {
        A = "a", Aside = "aside", Blockquote = "blockquote", Code = "code", Del = "del", Details = "details", Div = "div",
        Em = "em", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Ins = "ins", Li = "li", Ol = "ol", P = "p", Pre = "pre",
        Section = "section", Span = "span", Strong = "strong", Summary = "summary", Sup = "sup", Table = "table",
        Tbody = "tbody", Td = "td", Th = "th", Thead = "thead", Tr = "tr", Ul = "ul",
    }
}

names! {
    /// The attributes that they can have. Addresses and sources are written by methods of their own.
    Attr {
        AriaCurrent = "aria-current", AriaLabel = "aria-label", Class = "class", Colspan = "colspan", Id = "id", Lang = "lang", Role = "role", Scope = "scope", Start = "start",
        Tabindex = "tabindex", Title = "title",
    }
}

/// An address that may stand in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Href {
    /// Within the site, relative to the page.
    Site(String),
    /// Outside, of a scheme that [`crate::content`] has admitted.
    Web(String),
}

/// Markup in the making.
#[derive(Debug, Default)]
pub struct Html(String);

impl Html {
    /// An empty piece of markup.
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens an element.
    pub fn open(&mut self, tag: Tag, attributes: &[(Attr, &str)]) -> &mut Self {
        self.0.push('<');
        self.0.push_str(tag.name());
        for (name, value) in attributes {
            self.attribute(name.name(), value);
        }
        self.0.push('>');
        self
    }

    /// Opens a link.
    pub fn link(&mut self, href: &Href, attributes: &[(Attr, &str)]) -> &mut Self {
        self.0.push_str("<a");
        match href {
            Href::Site(address) => self.attribute("href", address),
            Href::Web(address) => {
                self.attribute("href", address);
                self.attribute("rel", "noopener noreferrer");
            }
        }
        for (name, value) in attributes {
            self.attribute(name.name(), value);
        }
        self.0.push('>');
        self
    }

    /// A picture of the site.
    pub fn image(&mut self, source: &str, alt: &str) -> &mut Self {
        self.0.push_str("<img");
        self.attribute("src", source);
        self.attribute("alt", alt);
        self.attribute("loading", "lazy");
        self.0.push('>');
        self
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        escape(value, &mut self.0);
        self.0.push('"');
    }

    /// Writes what a page says of itself under a name.
    pub fn meta(&mut self, name: &str, content: &str) -> &mut Self {
        self.0.push_str("<meta");
        self.attribute("name", name);
        self.attribute("content", content);
        self.0.push('>');
        self
    }

    /// Closes an element.
    pub fn close(&mut self, tag: Tag) -> &mut Self {
        self.0.push_str("</");
        self.0.push_str(tag.name());
        self.0.push('>');
        self
    }

    /// Words.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape(text, &mut self.0);
        self
    }

    /// An element that holds nothing but words.
    pub fn element(&mut self, tag: Tag, attributes: &[(Attr, &str)], text: &str) -> &mut Self {
        self.open(tag, attributes).text(text).close(tag)
    }

    /// A line break within a text.
    pub fn line_break(&mut self) -> &mut Self {
        self.0.push_str("<br>");
        self
    }

    /// A line across the page.
    pub fn divider(&mut self) -> &mut Self {
        self.0.push_str("<hr>");
        self
    }

    /// A line end between blocks, so that versions of a page can be compared line by line.
    pub fn newline(&mut self) -> &mut Self {
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
        self
    }

    /// JSON-LD as a data block, which no browser runs.
    ///
    /// The characters that could end the block, or open a comment in it, are written as JSON's own escapes.
    pub fn data_block(&mut self, data: &impl Serialize) -> &mut Self {
        self.0.push_str("<script type=\"application/ld+json\">");
        // What cannot be written as JSON, which is nothing that pages say, is left out.
        let text = serde_json::to_string(data).unwrap_or_default();
        let mut from = 0;
        let is_special = |byte: u8| matches!(byte, b'<' | b'>' | b'&' | 0xe2);
        if has_byte(&text, is_special) {
            for (at, found) in text.match_indices(['<', '>', '&', '\u{2028}', '\u{2029}']) {
                self.0.push_str(&text[from..at]);
                let character = found.chars().next().unwrap_or_default();
                self.0.push_str(&format!("\\u{:04x}", u32::from(character)));
                from = at + found.len();
            }
        }
        self.0.push_str(&text[from..]);
        self.0.push_str("</script>");
        self
    }

    /// Markup made elsewhere by this writer.
    pub fn markup(&mut self, markup: &Markup) -> &mut Self {
        self.0.push_str(&markup.0);
        self
    }

    /// The finished markup.
    pub fn finish(self) -> Markup {
        Markup(self.0)
    }
}

/// Escapes for text and for quoted attributes alike.
fn escape(text: &str, out: &mut String) {
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0);
    if !has_byte(text, is_special) {
        out.push_str(text);
        return;
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            0 => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_block_cannot_be_ended_from_within() {
        let said = "</script><!-- & \u{2028} \" \\ å";
        let mut html = Html::new();
        html.data_block(&serde_json::json!({ "name": said }));
        let markup = html.finish();
        let inner = markup.as_str().strip_prefix("<script type=\"application/ld+json\">");
        let inner = inner.and_then(|rest| rest.strip_suffix("</script>")).unwrap_or_default();
        assert!(!inner.contains(['<', '>', '&', '\u{2028}']), "{inner}");
        let read: serde_json::Value = serde_json::from_str(inner).unwrap_or_default();
        assert_eq!(read["name"], said);
    }
}
