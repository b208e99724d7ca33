//! Pictures of the closed writer: SVG of a few shapes, whose places are numbers and whose words go through the escaper.
//!
//! A picture stands in the page, so that its links can be followed with the keyboard and its colours are those of the
//! theme. It has classes and never a style, as the content security policy asks for.

use std::fmt::Write;

use super::{Href, Html};

/// Something that is drawn. Lengths are in the units of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub enum Shape {
    /// A box with rounded corners.
    Rect { x: f64, y: f64, width: f64, height: f64, radius: f64 },
    /// A line that goes right, turns down or up at `turn`, and goes right again.
    Elbow { from: (f64, f64), to: (f64, f64), turn: f64 },
    /// A part of a ring between two angles, in degrees clockwise from the top.
    Sector { centre: (f64, f64), inner: f64, outer: f64, from: f64, to: f64 },
}

/// A class of the theme for a part of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Look {
    MapLink,
    MapLine,
    MapLineSoft,
    MapBox,
    MapBoxProposal,
    MapBoxFormer,
    MapBoxGuidance,
    MapKind,
    MapTitle,
    Wheel(u8),
    WheelNow,
    WheelName,
    WheelCount,
    WheelHub,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::MapLink => "map-link",
            Self::MapLine => "map-line",
            Self::MapLineSoft => "map-line soft",
            Self::MapBox => "map-box",
            Self::MapBoxProposal => "map-box proposal",
            Self::MapBoxFormer => "map-box former",
            Self::MapBoxGuidance => "map-box guidance",
            Self::MapKind => "map-kind",
            Self::MapTitle => "map-title",
            Self::Wheel(0) => "wheel-0",
            Self::Wheel(1) => "wheel-1",
            Self::Wheel(2) => "wheel-2",
            Self::Wheel(_) => "wheel-3",
            Self::WheelNow => "wheel-now",
            Self::WheelName => "wheel-name",
            Self::WheelCount => "wheel-count",
            Self::WheelHub => "wheel-hub",
        }
    }
}

impl Html {
    /// Opens a picture of a size in pixels, with a name for those who do not see it.
    pub fn picture(&mut self, class: &'static str, width: f64, height: f64, name: &str) -> &mut Self {
        self.0.push_str("<svg");
        self.attribute("class", class);
        self.attribute("viewBox", &format!("0 0 {} {}", number(width), number(height)));
        self.attribute("width", &number(width));
        self.attribute("height", &number(height));
        self.attribute("role", "group");
        self.attribute("aria-label", name);
        self.0.push('>');
        self
    }

    /// Closes a picture.
    pub fn picture_end(&mut self) -> &mut Self {
        self.0.push_str("</svg>");
        self
    }

    /// Opens a link within a picture, with a name when its words are not all that there is to say.
    pub fn picture_link(&mut self, href: &Href, look: Look, name: Option<&str>) -> &mut Self {
        let (Href::Site(address) | Href::Web(address)) = href;
        self.0.push_str("<a");
        self.attribute("href", address);
        self.attribute("class", look.class());
        if let Some(name) = name {
            self.attribute("aria-label", name);
        }
        self.0.push('>');
        self
    }

    /// Closes a link within a picture.
    pub fn picture_link_end(&mut self) -> &mut Self {
        self.0.push_str("</a>");
        self
    }

    /// Draws a shape.
    pub fn shape(&mut self, shape: Shape, look: Look) -> &mut Self {
        match shape {
            Shape::Rect { x, y, width, height, radius } => {
                self.0.push_str("<rect");
                let sides = [("x", x), ("y", y), ("width", width), ("height", height), ("rx", radius)];
                sides.iter().for_each(|(name, value)| self.attribute(name, &number(*value)));
            }
            Shape::Elbow { from, to, turn } => {
                let way = format!(
                    "M{} {}H{}V{}H{}",
                    number(from.0),
                    number(from.1),
                    number(turn),
                    number(to.1),
                    number(to.0)
                );
                self.0.push_str("<path");
                self.attribute("d", &way);
            }
            Shape::Sector { centre, inner, outer, from, to } => {
                self.0.push_str("<path");
                self.attribute("d", &sector(centre, inner, outer, from, to));
            }
        }
        self.attribute("class", look.class());
        self.0.push_str("/>");
        self
    }

    /// Writes words at a point.
    pub fn words_at(&mut self, point: (f64, f64), look: Look, words: &str) -> &mut Self {
        self.0.push_str("<text");
        self.attribute("x", &number(point.0));
        self.attribute("y", &number(point.1));
        self.attribute("class", look.class());
        self.0.push('>');
        self.text(words);
        // So that the words of a picture are words apart for those who hear them.
        self.0.push_str(" </text>");
        self
    }
}

/// A point of a circle, at an angle in degrees clockwise from the top.
pub fn around(centre: (f64, f64), radius: f64, degrees: f64) -> (f64, f64) {
    let angle = degrees.to_radians();
    (centre.0 + radius * angle.sin(), centre.1 - radius * angle.cos())
}

fn sector(centre: (f64, f64), inner: f64, outer: f64, from: f64, to: f64) -> String {
    let corners = [
        around(centre, outer, from),
        around(centre, outer, to),
        around(centre, inner, to),
        around(centre, inner, from),
    ];
    let at = |corner: usize| format!("{} {}", number(corners[corner].0), number(corners[corner].1));
    let arc = |radius: f64, sweep: u8| format!("A{0} {0} 0 0 {sweep} ", number(radius));
    let mut way = String::new();
    let _ = write!(way, "M{}{}{}L{}{}{}Z", at(0), arc(outer, 1), at(1), at(2), arc(inner, 0), at(3));
    way
}

/// A number with one decimal at most, the same on every machine.
fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_numbers_short() {
        let mut html = Html::new();
        html.picture("map", 100.0, 50.25, "\"a\"<b>")
            .shape(Shape::Elbow { from: (0.0, 1.04), to: (10.0, -3.5), turn: 5.0 }, Look::MapLine)
            .words_at((1.0, 2.0), Look::MapTitle, "<script>")
            .picture_end();
        assert_eq!(
            html.finish().as_str(),
            "<svg class=\"map\" viewBox=\"0 0 100 50.3\" width=\"100\" height=\"50.3\" role=\"group\" \
             aria-label=\"&quot;a&quot;&lt;b&gt;\"><path d=\"M0 1H5V-3.5H10\" class=\"map-line\"/>\
             <text x=\"1\" y=\"2\" class=\"map-title\">&lt;script&gt; </text></svg>"
        );
    }
}
