//! Files for web servers: the headers that production sends, and a map of former addresses, in the words of each server.
//!
//! The pages carry the policy themselves, as a floor, and former addresses are pages that lead on: a portal works without
//! any of this. Only the hosts that `[output] hosting` names get theirs.

mod apache;
mod iis;
mod nginx;
mod statics;

use crate::content::hosting::Host;
use crate::pages;
use crate::publish::Published;

/// The policy under which every page lives. Nothing inline, nothing from elsewhere.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/// The headers of every answer.
const HEADERS: [(&str, &str); 7] = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    // Browsers keep what they have and ask each time whether it has changed.
    ("Cache-Control", "no-cache"),
];

/// Types of files that servers do not know of old.
const TYPES: [(&str, &str); 3] =
    [("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("csv", "text/csv")];

/// A former address and the present one, both from the top of the host.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Move {
    from: String,
    to: String,
}

/// The files: path and text.
pub fn hosting(published: &Published) -> Vec<(String, String)> {
    let site = &published.catalogue().site;
    let moves = moves(published);
    let own = site.hosting.iter().map(|host| match host {
        Host::Nginx => nginx::files(&moves, &top(published)),
        Host::Apache => apache::files(&moves, &top(published)),
        Host::Iis => iis::files(&moves),
        Host::Static => statics::files(&moves),
    });
    own.flatten().map(|(path, text)| (path.to_string(), text)).collect()
}

/// The path of the portal on its host: `/`, or that of the base address.
fn top(published: &Published) -> String {
    let base = published.catalogue().site.base_url.as_deref().unwrap_or("");
    let path = base.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
    path.unwrap_or("/").to_string()
}

/// Every former address in every form in which it may be asked for. Addresses hold only letters, digits and `-_.~/:%`, so
/// that none needs an escape in any of the files.
fn moves(published: &Published) -> Vec<Move> {
    let top = top(published);
    let (plan, _) = pages::plan(published.catalogue());
    let mut moves = Vec::new();
    for (path, target) in plan.redirects() {
        let to = target.from_root(&top);
        let mut forms = vec![format!("{top}{path}")];
        if let Some(folder) = path.strip_suffix("/index.html") {
            forms.extend([format!("{top}{folder}"), format!("{top}{folder}/")]);
        }
        moves.extend(forms.into_iter().map(|from| Move { from, to: to.clone() }));
    }
    moves
}

#[cfg(test)]
mod tests {
    use super::POLICY;

    /// What servers send must never forbid what the pages need, nor the pages allow what servers forbid.
    #[test]
    fn the_pages_carry_the_same_policy() {
        let page = include_str!("../../../themes/portal/templates/base.html");
        let own = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).unwrap_or_default();
        let own = own.split(['{', '"']).next().unwrap_or_default();
        // The first only a header can say; the second not every browser knows, and it stands for itself.
        let header = POLICY.replace("; frame-ancestors 'none'", "");
        assert_eq!(own, header.replace("; require-trusted-types-for 'script'", ""));
    }
}
