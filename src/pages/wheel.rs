//! The picture of the year: a ring of twelve months, each a link, darker the more falls in it.

use super::html::svg::{Look, Shape, around};
use super::html::{Href, Html, Markup};
use super::portal::Portal;
use super::view::Link;

const CENTRE: (f64, f64) = (170.0, 170.0);
const OUTER: f64 = 165.0;
const INNER: f64 = 74.0;
/// Degrees of a month, and of the gap between two.
const MONTH: f64 = 30.0;
const GAP: f64 = 1.0;

/// Draws the months: for each its name and link, how much falls in it, and whether it is the present one.
pub fn draw(portal: &Portal<'_>, months: &[(Link, usize, bool)]) -> Markup {
    let most = months.iter().map(|(_, count, _)| *count).max().unwrap_or(0).max(1);
    let mut html = Html::new();
    html.picture("wheel", 340.0, 340.0, portal.words().get("year-wheel"));
    for (at, (link, count, now)) in months.iter().enumerate() {
        let from = at as f64 * MONTH;
        let (middle, depth) = (from + MONTH / 2.0, f64::midpoint(OUTER, INNER));
        let level = if *count == 0 { 0 } else { 1 + (count - 1) * 3 / most };
        let short: String = link.text.chars().take(3).collect();
        let name = format!("{short} {}", portal.words().count("year-count", *count));
        let href = Href::Site(link.href.clone().unwrap_or_default());
        html.picture_link(&href, Look::MapLink, Some(&name));
        let sector = Shape::Sector {
            centre: CENTRE,
            inner: INNER,
            outer: OUTER,
            from: from + GAP,
            to: from + MONTH - GAP,
        };
        html.shape(sector, Look::Wheel(level as u8));
        if *now {
            let mark = Shape::Sector {
                centre: CENTRE,
                inner: INNER - 9.0,
                outer: INNER - 3.0,
                from: from + GAP,
                to: from + MONTH - GAP,
            };
            html.shape(mark, Look::WheelNow);
        }
        let (x, y) = around(CENTRE, depth + 14.0, middle);
        html.words_at((x, y - 2.0), Look::WheelName, &short);
        html.words_at((x, y + 13.0), Look::WheelCount, &count.to_string()).picture_link_end();
    }
    let (year, _, _) = portal.today().parts();
    html.words_at((CENTRE.0, CENTRE.1 + 9.0), Look::WheelHub, &year.to_string()).picture_end();
    html.finish()
}
