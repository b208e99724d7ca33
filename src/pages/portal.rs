//! What every page needs at hand: the published catalogue, the words, and the small views that all pages share.

use std::collections::BTreeMap;

use super::address::{self, Address};
use super::html::{Attr, Href, Html, Markup, Tag};
use super::metadata;
use super::theme::{Made, Theme, ThemeError, Words};
use super::view::{Frame, Link, LinkGroup, RuleCard, SiteView};
use super::{Options, Page};
use crate::content::Date;
use crate::content::open_data::OpenData;
use crate::history::History;
use crate::model::lexicon::Lexicon;
use crate::model::{Catalogue, Kind, Node, RuleId};
use crate::publish::{Profile, Published};

/// Longest list of links on a page that is not about that list.
pub const LIST: usize = 60;

/// Longest list of rules by id alone, after those that are shown with their text.
pub const IDS: usize = 2_000;

/// The portal that is being written.
pub struct Portal<'a> {
    /// What may be seen.
    pub catalogue: &'a Catalogue,
    /// The editions of what may be seen.
    pub history: &'a History,
    /// The theme.
    pub theme: &'a Theme,
    /// The terms, to be found in running text.
    pub terms: Lexicon,
    /// Since when rules have their wordings, as far as their documents' history tells; known when that has been read.
    pub since: BTreeMap<RuleId, Date>,
    profile: Profile,
    today: Date,
    open_data: Option<&'a OpenData>,
    /// What pages have in common, for each way to the top of the site and each link of the menu that they belong to.
    sites: BTreeMap<(&'a str, &'static str), Made>,
}

/// What is said of one page beside its view.
pub struct Head<'a> {
    /// Address from the top of the site.
    pub path: String,
    /// Class of the page.
    pub kind: &'static str,
    /// Its title.
    pub title: &'a str,
    /// A sentence on it.
    pub description: String,
    /// Which link of the head of the page it belongs to.
    pub nav: &'static str,
    /// The pages above it: title and address.
    pub crumbs: Vec<(String, Address)>,
    /// Language of the text, when it is another than the portal's.
    pub language: Option<&'a str>,
    /// Whether search engines are asked to stay away.
    pub noindex: bool,
    /// The one thing that the page is about, if there is one.
    pub about: Option<Node>,
}

impl<'a> Head<'a> {
    /// A page at the top of the site.
    pub fn new(path: impl Into<String>, kind: &'static str, title: &'a str) -> Self {
        Self {
            path: path.into(),
            kind,
            title,
            description: title.to_string(),
            nav: kind,
            crumbs: Vec::new(),
            language: None,
            noindex: false,
            about: None,
        }
    }
}

/// The links of the head of the page: key of the words, address.
const NAV: [(&str, &str); 6] = [
    ("concerns-me", "galler-mig.html"),
    ("documents", "dokument.html"),
    ("map", "karta.html"),
    ("year", "arshjul.html"),
    ("consultations", "remisser.html"),
    ("trace", "sparbarhet.html"),
];

/// The links of the foot of the page, which also has those of the head.
const FOOT: [(&str, &str); 6] = [
    ("search", "sok.html"),
    ("people", "roller.html"),
    ("terms", "begrepp.html"),
    ("acts", "lagrum.html"),
    ("register", "register.html"),
    ("accessibility", super::accessibility::PATH),
];

/// Stands for the link of a page that belongs to none.
const ELSEWHERE: &str = "";

impl<'a> Portal<'a> {
    /// The portal of what is published.
    pub fn new(published: &'a Published, theme: &'a Theme, options: &Options) -> Self {
        let catalogue = published.catalogue();
        let names =
            catalogue.terms.iter().enumerate().map(|(number, term)| (term.label.as_str(), number as u32));
        let mut portal = Self {
            catalogue,
            history: published.history(),
            theme,
            terms: Lexicon::with_genitive(names),
            since: BTreeMap::new(),
            profile: published.profile(),
            today: published.today(),
            open_data: published.open_data().map(|(open, _)| open),
            sites: BTreeMap::new(),
        };
        let heres = || NAV.iter().chain(&FOOT).map(|(key, _)| *key).chain([ELSEWHERE]);
        let roots = address::ROOTS.into_iter().chain([host_root(catalogue)]);
        let places = roots.flat_map(|root| heres().map(move |here| (root, here)));
        portal.sites =
            places.map(|place| (place, Made::of(&portal.site(place.0, place.1, options.live)))).collect();
        portal
    }

    /// Who answers for the data as open data, where the portal has a record of it.
    pub fn open_data(&self) -> Option<&'a OpenData> {
        self.open_data
    }

    /// Whether the portal is the editor's preview, where drafts stand too.
    pub fn shows_drafts(&self) -> bool {
        self.profile == Profile::Preview
    }

    /// The words of the interface.
    pub fn words(&self) -> &'a Words {
        self.theme.words()
    }

    /// The day that the portal speaks of.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Fills in a page.
    ///
    /// # Errors
    /// When the template asks for what is not there.
    pub fn page(
        &self,
        head: &Head<'_>,
        template: &str,
        view: &impl serde::Serialize,
    ) -> Result<Page, ThemeError> {
        let root = self.root(head);
        let site = self.sites.get(&(root, head.nav)).or_else(|| self.sites.get(&(root, ELSEWHERE)));
        let html = self.theme.render(template, &self.frame(head, root), site, view)?;
        Ok(Page { path: head.path.clone(), html })
    }

    /// What the pages have in common from which `root` leads to the top of the site and which belong to the link `here`.
    fn site(&self, root: &'a str, here: &str, live: bool) -> SiteView<'a> {
        let site = &self.catalogue.site;
        SiteView {
            root,
            title: &site.title,
            organisation: &site.organisation,
            lang: site.language.tag(),
            menu_html: self.menu(&[(&NAV, here)], root),
            foot_html: self.menu(&[(&NAV, ELSEWHERE), (&FOOT, here)], root),
            search: site.search.then(|| format!("{root}sok.html")),
            opensearch: site.search && site.base_url.is_some(),
            profile_mark: match self.profile {
                Profile::Publik => None,
                Profile::Intern => Some(self.words().get("profile-intern")),
                Profile::Preview => Some(self.words().get("profile-preview")),
            },
            live,
            today: self.today.to_string(),
            generator: concat!("Ledtråd ", env!("CARGO_PKG_VERSION")),
        }
    }

    /// Links of the menu as items of a list, those that the portal has nothing for left out; of each row of them also the one
    /// that the page belongs to.
    fn menu(&self, rows: &[(&[(&str, &str)], &str)], root: &str) -> Markup {
        let catalogue = self.catalogue;
        let held = |key: &str| match key {
            "search" => catalogue.site.search,
            "terms" => !catalogue.terms.is_empty(),
            "acts" => !catalogue.acts.is_empty(),
            "concerns-me" => !catalogue.roles.is_empty(),
            "people" => !catalogue.roles.is_empty() || !catalogue.forums.is_empty(),
            "accessibility" => catalogue.site.accessibility.is_some(),
            _ => true,
        };
        let mut html = Html::new();
        for (links, here) in rows {
            for (key, path) in links.iter().filter(|(key, _)| held(key)) {
                let current = [(Attr::AriaCurrent, "true")];
                let attributes = if key == here { &current[..] } else { &[] };
                html.newline().open(Tag::Li, &[]).link(&Href::Site(format!("{root}{path}")), attributes);
                html.text(self.words().get(&format!("nav-{key}"))).close(Tag::A).close(Tag::Li);
            }
        }
        html.finish()
    }

    fn frame<'f>(&self, head: &'f Head<'_>, root: &str) -> Frame<'f> {
        let site = &self.catalogue.site;
        let link = |(text, address): &(String, Address)| Link {
            text: text.clone(),
            href: Some(address.from_root(root)),
            ..Link::default()
        };
        let start = (self.words().get("start").to_string(), Address::page("index.html"));
        let crumbs = if head.path == "index.html" {
            Vec::new()
        } else {
            std::iter::once(&start).chain(&head.crumbs).map(link).collect()
        };
        Frame {
            content_lang: head.language,
            path: &head.path,
            canonical: site.base_url.as_ref().map(|base| format!("{base}{}", head.path)),
            title: head.title,
            description: shorten(&head.description, 160),
            kind: head.kind,
            crumbs,
            noindex: head.noindex || self.profile != Profile::Publik,
            metadata_html: metadata::of(self, head, root),
        }
    }

    /// The way from a page to the top of the site. The page for missing addresses is shown at any of them, so it
    /// alone begins at the top of the host.
    fn root(&self, head: &Head<'_>) -> &'a str {
        if head.kind == "missing" { host_root(self.catalogue) } else { address::root_of(&head.path) }
    }

    /// The address of a node as a page under `root` links to it.
    pub fn href(&self, node: Node, root: &str) -> Href {
        Href::Site(address::to(self.catalogue, node, root))
    }

    /// A link to a node under its title, its id as prefix where people know it by that.
    pub fn link(&self, node: Node, root: &str) -> Link {
        let catalogue = self.catalogue;
        let href = Some(address::to(catalogue, node, root));
        let (prefix, text) = match node {
            Node::Document(id) => (None, catalogue.title_of(id).to_string()),
            Node::Section(id) => {
                let document = catalogue.sections[id.index()].document;
                let heading = catalogue.section(id).heading();
                (Some(catalogue.title_of(document).to_string()), heading)
            }
            Node::Act(id) => {
                let entry = &catalogue.acts[id.index()].entry;
                (Some(entry.id.value.clone()), entry.title.clone())
            }
            Node::Provision(id) => {
                let provision = &catalogue.provisions[id.index()];
                let entry = &catalogue.acts[provision.act.index()].entry;
                let id = entry.id.value.as_str();
                let id = if id.starts_with('(') { id.to_string() } else { format!("({id})") };
                (Some(provision.pin.label()), format!("{} {id}", entry.title))
            }
            other => (None, catalogue.label(other)),
        };
        Link { text, href, prefix, ..Link::default() }
    }

    /// A link to a node for places where many stand in a row: acts under their number rather than their title.
    pub fn short_link(&self, node: Node, root: &str) -> Link {
        match node {
            Node::Act(_) | Node::Provision(_) => {
                Link { text: self.catalogue.label(node), prefix: None, ..self.link(node, root) }
            }
            node => self.link(node, root),
        }
    }

    /// The first rules as cards, the rest by id, and how many even that leaves out.
    pub fn long_list(&self, rules: &[RuleId], root: &str) -> (Vec<RuleCard>, Vec<Link>, usize) {
        let cards = rules.iter().take(LIST).map(|rule| self.rule_card(*rule, root)).collect();
        let rest = rules.iter().skip(LIST).take(IDS).map(|rule| self.link(Node::Rule(*rule), root)).collect();
        (cards, rest, rules.len().saturating_sub(LIST + IDS))
    }

    /// Links to nodes under a heading, at most [`LIST`] of them; none when there is nothing to link to.
    pub fn group(&self, label: &str, nodes: impl Iterator<Item = Node>, root: &str) -> Option<LinkGroup> {
        let mut links = Vec::new();
        let mut more = 0;
        for node in nodes {
            if links.len() < LIST {
                links.push(self.link(node, root));
            } else {
                more += 1;
            }
        }
        (!links.is_empty()).then(|| LinkGroup { label: self.words().get(label).to_string(), links, more })
    }

    /// Who refers to a node, by how. Ownership is left out: the pages of people show it as rules.
    pub fn referred_by(&self, nodes: &[Node], root: &str) -> Vec<LinkGroup> {
        const KINDS: [(Kind, &str); 10] = [
            (Kind::Concretises, "by-concretises"),
            (Kind::Grounds, "by-grounds"),
            (Kind::Replaces, "by-replaces"),
            (Kind::Supplements, "by-supplements"),
            (Kind::DelimitedAgainst, "by-delimited"),
            (Kind::Supports, "by-supports"),
            (Kind::SeeAlso, "by-see-also"),
            (Kind::AttachmentTo, "by-attachment"),
            (Kind::CommentsOn, "by-comments"),
            (Kind::Cites, "by-cites"),
        ];
        // Each node is looked up once: looking for kind after kind was a tenth of the work of a page.
        let mut origins: [Vec<Node>; KINDS.len()] = Default::default();
        for edge in nodes.iter().flat_map(|node| self.catalogue.graph.to(*node)) {
            if let Some(at) = KINDS.iter().position(|(kind, _)| *kind == edge.kind) {
                origins[at].push(edge.from);
            }
        }
        let mut groups = Vec::new();
        for ((kind, label), mut origins) in KINDS.into_iter().zip(origins) {
            origins.sort_unstable();
            origins.dedup();
            groups.extend(self.by(kind, label, origins, root));
        }
        groups
    }

    /// Those from whom a relation comes, under its label. What is only proposed to replace something has not done so.
    pub fn by(&self, kind: Kind, label: &str, origins: Vec<Node>, root: &str) -> Vec<LinkGroup> {
        let (proposed, decided): (Vec<Node>, Vec<Node>) =
            origins.into_iter().partition(|node| kind == Kind::Replaces && !self.is_decided(*node));
        let proposed = self.group("by-would-replace", proposed.into_iter(), root);
        self.group(label, decided.into_iter(), root).into_iter().chain(proposed).collect()
    }

    /// Whether the document that a node is or stands in has been decided.
    pub fn is_decided(&self, node: Node) -> bool {
        let home = self.catalogue.home(node);
        home.is_none_or(|id| self.catalogue.source(id).front.status.value.is_decided())
    }
}

/// The way from the top of the host to the top of the site.
fn host_root(catalogue: &Catalogue) -> &str {
    let base = catalogue.site.base_url.as_deref().unwrap_or("");
    base.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/")
}

/// «2020-11-24–2020-11-25»
pub fn dates(dates: &[crate::content::Spanned<Date>]) -> Option<String> {
    let days: Vec<String> = dates.iter().map(|date| date.value.to_string()).collect();
    (!days.is_empty()).then(|| days.join("–"))
}

/// «2026-01-01–2029-12-31»
pub fn validity(front: &crate::content::Front) -> Option<String> {
    let from = front.valid_from.as_ref().map(|date| date.value.to_string());
    let until = front.valid_until.as_ref().map(|date| date.value.to_string());
    match (from, until) {
        (Some(from), Some(until)) => Some(format!("{from} – {until}")),
        (Some(from), None) => Some(format!("{from} –")),
        (None, Some(until)) => Some(format!("– {until}")),
        (None, None) => None,
    }
}

/// The beginning of a text, cut between words.
pub fn shorten(text: &str, limit: usize) -> String {
    let line = text.split('\n').next().unwrap_or("").trim_start_matches(' ');
    if line.len() <= limit || line.chars().nth(limit).is_none() {
        return line.to_string();
    }
    let end = line.char_indices().nth(limit).map_or(line.len(), |(end, _)| end);
    let is_whole = line[end..].is_empty() || line[end..].starts_with(' ');
    let cut = if is_whole { Some(end) } else { line[..end].rfind(' ') };
    let mut out = line[..cut.unwrap_or(0)].trim_end_matches(' ').to_string();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_between_words() {
        let cases = [
            ("  kort text", "kort text"),
            ("en längre text", "en längre…"),
            ("en   annan text", "en…"),
            ("ettlångtord", "…"),
            ("rad ett\nrad två", "rad ett"),
        ];
        for (text, expected) in cases {
            assert_eq!(shorten(text, 9), expected, "{text}");
        }
    }
}
