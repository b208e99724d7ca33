//! A portal of N documents in the dialect of each program: the same words, headings, lists and links for all.
//!
//! The words are those of the parts list of the search and compounds of them, drawn after Zipf's law. A document has 12
//! headings, 15 paragraphs, 10 list items and 10 links to others. Nine of the paragraphs are a sentence each and may be rules,
//! which in documents of regions have 120 letters on average. One document in two hundred is a policy and one in a hundred a
//! role. The same number gives the same bytes on any machine.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const PARTS: &str = include_str!("../../src/search/data/parts.txt");
/// Sections of the list that hold nouns, which are what compounds are made of.
const NOUNS: [&str; 10] = ["n1", "n2", "n2e", "n2x", "n3", "n3v", "n4", "n5", "n5x", "n6"];
const SMALL: [&str; 21] = [
    "och", "i", "att", "som", "för", "av", "på", "med", "till", "en", "ett", "den", "det", "är", "har", "om",
    "inte", "vid", "från", "eller", "sedan",
];
const HEADINGS: [&str; 12] = [
    "Syfte",
    "Omfattning",
    "Definitioner",
    "Ansvar",
    "Grundprinciper",
    "Riskanalys",
    "Åtkomst",
    "Händelser",
    "Utbildning",
    "Uppföljning",
    "Undantag",
    "Dokumentation",
];
const WORDS: usize = 60_000;
const FOLDERS: usize = 50;
/// Paragraphs of a document that may be rules.
const RULES: usize = 9;
/// Sites that are compared link to twelve pages from the head of each page, as ours does.
const NAV: [&str; 12] = ["00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"];

/// Whose dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Ours; `whole` has rules, rule pages and search, the other only pages.
    Ledtrad {
        whole: bool,
    },
    Hugo,
    Zola,
}

/// splitmix64: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn of<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        let at = self.below(things.len());
        &things[at]
    }
}

/// Words, commonest first, and what to draw them by.
struct Vocabulary {
    words: Vec<String>,
    sums: Vec<u64>,
}

impl Vocabulary {
    fn new(chance: &mut Chance) -> Self {
        let (mut section, mut words, mut nouns) = ("", Vec::new(), Vec::new());
        for line in PARTS.lines() {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
            } else if !line.is_empty() && !line.starts_with('#') {
                let mut fields = line.split('|').next().unwrap_or("").split_whitespace();
                let Some(word) = fields.next() else { continue };
                if NOUNS.contains(&section) {
                    nouns.push((fields.next().unwrap_or(word), word));
                }
                if !["pre", "part", "word", "own"].contains(&section) {
                    words.push(word.to_string());
                }
            }
        }
        for at in (1..words.len()).rev() {
            words.swap(at, chance.below(at + 1));
        }
        // Every other word is a compound until the single words are used up.
        let mut mixed = Vec::with_capacity(WORDS);
        let mut single = words.into_iter();
        while mixed.len() < WORDS {
            mixed.extend(single.next());
            let (first, _) = *chance.of(&nouns);
            let (_, last) = *chance.of(&nouns);
            mixed.push(format!("{first}{last}"));
        }
        let mut sum = 0;
        let sums = (0..mixed.len() as u64).map(|rank| {
            sum += 1_000_000_000 / (rank + 20);
            sum
        });
        Self { sums: sums.collect(), words: mixed }
    }

    fn draw(&self, chance: &mut Chance) -> &str {
        let end = self.sums.last().copied().unwrap_or(1);
        let at = chance.next() % end;
        &self.words[self.sums.partition_point(|sum| *sum <= at)]
    }
}

/// A document before its dialect. In `blocks`, a link is `\0number\0`.
struct Document {
    kind: &'static str,
    id: String,
    title: String,
    blocks: Vec<Block>,
}

enum Block {
    Heading(usize, String),
    Text(String),
    Item(String),
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn sentence(chance: &mut Chance, vocabulary: &Vocabulary, own: &[String], is_rule: bool) -> String {
    let mut words: Vec<&str> = Vec::new();
    for at in 0..7 + chance.below(9) {
        words.push(match chance.below(20) {
            _ if is_rule && at == 1 => "ska",
            0..8 => SMALL[chance.below(SMALL.len())],
            8..10 => &own[chance.below(own.len())],
            _ => vocabulary.draw(chance),
        });
    }
    format!("{}.", capital(&words.join(" ")))
}

fn kind(number: usize, count: usize) -> (&'static str, &'static str) {
    let (policies, roles) = (count.div_ceil(200), count.div_ceil(100));
    match number {
        n if n < policies => ("policy", "POL"),
        n if n < policies + roles => ("roll", "ROLL"),
        n if n % 3 == 0 => ("rutin", "RUT"),
        _ => ("riktlinje", "RIK"),
    }
}

fn name(number: usize, count: usize) -> (String, String) {
    let id = format!("{}-{number}", kind(number, count).1);
    let path = format!("{:02}/{}", number % FOLDERS, id.to_lowercase());
    (id, path)
}

fn title(number: usize, count: usize, own: &[String]) -> String {
    format!("{} för {} och {} {number}", capital(kind(number, count).0), own[0], own[1])
}

/// The words that come back in a document. Drawn by its number alone, so that others can name it.
fn own(number: usize, vocabulary: &Vocabulary) -> Vec<String> {
    let mut chance = Chance(number as u64 ^ 0x5eed);
    (0..12).map(|_| vocabulary.draw(&mut chance).to_string()).collect()
}

fn document(number: usize, count: usize, vocabulary: &Vocabulary, with_rules: bool) -> Document {
    let mut chance = Chance(number as u64);
    let own = own(number, vocabulary);
    let (id, _) = name(number, count);
    let (mut blocks, mut paragraphs, mut place) = (Vec::new(), 0, 0);
    for (at, heading) in HEADINGS.iter().enumerate() {
        let level = if at % 3 == 2 { 3 } else { 2 };
        blocks.push(Block::Heading(level, format!("{heading} och {}", chance.of(&own))));
        let texts = if at < 3 { 2 } else { 1 };
        // After the rules: a list would belong to the one before it.
        let items = if at == 7 || at == 10 { 5 } else { 0 };
        for part in 0..texts + items {
            let is_text = part < texts;
            let is_short = is_text && paragraphs < RULES;
            let is_rule = with_rules && is_short;
            let mut text = String::new();
            if is_rule {
                let _ = write!(text, "**{id}-{}** ", paragraphs + 1);
            }
            paragraphs += usize::from(is_text);
            let sentences = match (is_text, is_short) {
                (_, true) => 1,
                (true, false) => 6,
                (false, false) => 2,
            };
            for part in 0..sentences {
                text.push_str(if part > 0 { " " } else { "" });
                text.push_str(&sentence(&mut chance, vocabulary, &own, is_rule && part == 0));
            }
            // Ten of the twenty-five.
            if place % 5 < 2 {
                let _ = write!(text, " Se \0{}\0.", chance.below(count));
            }
            place += 1;
            blocks.push(if is_text { Block::Text(text) } else { Block::Item(text) });
        }
    }
    Document { kind: kind(number, count).0, id, title: title(number, count, &own), blocks }
}

/// The body as Markdown; the address of a link is what the dialect makes of a path.
fn body(document: &Document, link: &dyn Fn(usize) -> String) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in &document.blocks {
        if in_list && !matches!(block, Block::Item(_)) {
            out.push('\n');
        }
        in_list = matches!(block, Block::Item(_));
        let text = match block {
            Block::Heading(level, text) => {
                let _ = write!(out, "{} ", "#".repeat(*level));
                text
            }
            Block::Text(text) => text,
            Block::Item(text) => {
                out.push_str("- ");
                text
            }
        };
        for (at, part) in text.split('\0').enumerate() {
            match part.parse().ok().filter(|_| at % 2 == 1) {
                Some(number) => out.push_str(&link(number)),
                None => out.push_str(part),
            }
        }
        out.push_str(if in_list { "\n" } else { "\n\n" });
    }
    out
}

fn front(number: usize, count: usize, document: &Document, dialect: Dialect) -> String {
    let (policies, roles) = (count.div_ceil(200), count.div_ceil(100));
    let Document { kind, id, title, .. } = document;
    let owner = name(policies + number % roles, count).0;
    let source = name(number % policies, count).0;
    if let Dialect::Ledtrad { .. } = dialect {
        let more = match *kind {
            "policy" => format!("responsible = \"{owner}\"\n"),
            "roll" => format!("source = [\"{source}\"]\n"),
            _ => format!("responsible = \"{owner}\"\nsource = [\"{source}\"]\n"),
        };
        return format!(
            "+++\nid = \"{id}\"\ntitle = \"{title}\"\nkind = \"{kind}\"\nstatus = \"gällande\"\naudience = \"publik\"\n\
             decided_by = \"Regiondirektören\"\ndecided_on = 2025-12-01\ndecision = \"§ {number}\"\n\
             registry = [\"RS 2025-{number}\"]\nvalid_from = 2026-01-01\nrule_prefix = \"{id}\"\n{more}+++\n\n# {title}\n\n"
        );
    }
    let table = if dialect == Dialect::Hugo { "params" } else { "extra" };
    format!(
        "+++\ntitle = \"{title}\"\ndate = 2025-12-01\n[{table}]\ndoc_id = \"{id}\"\nform = \"{kind}\"\nowner = \"{owner}\"\n\
         source = \"{source}\"\ndecided_by = \"Regiondirektören\"\ndecision = \"§ {number}\"\nvalid_from = \"2026-01-01\"\n+++\n\n"
    )
}

/// Writes the portal of `count` documents to `out`, with its settings and its theme.
pub fn write(out: &Path, count: usize, with_rules: bool, dialect: Dialect) -> io::Result<()> {
    let vocabulary = Vocabulary::new(&mut Chance(1));
    let titles: Vec<String> = (0..count).map(|n| title(n, count, &own(n, &vocabulary))).collect();
    let content = out.join("content");
    for folder in 0..FOLDERS.min(count) {
        fs::create_dir_all(content.join(format!("{folder:02}")))?;
        if !matches!(dialect, Dialect::Ledtrad { .. }) {
            let index = format!("+++\ntitle = \"Mapp {folder:02}\"\n+++\n");
            fs::write(content.join(format!("{folder:02}/_index.md")), index)?;
        }
    }
    let start = if dialect == Dialect::Zola { "@/" } else { "../" };
    for number in 0..count {
        let document = document(number, count, &vocabulary, with_rules);
        let link = |to: usize| format!("[{}]({start}{}.md)", titles[to], name(to, count).1);
        let text = front(number, count, &document, dialect) + &body(&document, &link);
        fs::write(content.join(name(number, count).1).with_extension("md"), text)?;
    }
    for (path, text) in theme(dialect) {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// Settings and theme: head with links, way to the page, contents, facts, text and foot, as our own pages have.
fn theme(dialect: Dialect) -> Vec<(&'static str, String)> {
    let nav: String =
        NAV.iter().map(|folder| format!("<li><a href=\"/{folder}/\">Mapp {folder}</a></li>\n")).collect();
    let page = |title: &str, main: &str| {
        format!(
            "<!doctype html><html lang=\"sv\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <link rel=\"stylesheet\" href=\"/s.css\"></head><body><nav><ul>\n{nav}</ul></nav><main>{main}</main>\
             <footer><ul>\n{nav}</ul></footer></body></html>"
        )
    };
    match dialect {
        Dialect::Ledtrad { whole } => {
            let only =
                if whole { "" } else { "[output]\nrule_pages = false\n[search]\nenabled = false\n" };
            vec![("content/site.toml", format!("title = \"Stor\"\norganisation = \"Region Stor\"\n{only}"))]
        }
        Dialect::Hugo => vec![
            (
                "hugo.toml",
                "baseURL = \"http://localhost/\"\ntitle = \"Stor\"\ndefaultContentLanguage = \"sv\"\n\
                 disableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\", \"404\", \"robotstxt\"]\n\
                 [markup.goldmark.renderHooks.link]\nuseEmbedded = \"always\"\n[markup.tableOfContents]\nstartLevel = 2\n\
                 endLevel = 3\n"
                    .to_string(),
            ),
            ("layouts/baseof.html", page("{{ .Title }}", "{{ block \"main\" . }}{{ end }}")),
            (
                "layouts/page.html",
                "{{ define \"main\" }}<p>{{ range .Ancestors.Reverse }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> / \
                 {{ end }}{{ .Title }}</p><h1>{{ .Title }}</h1><dl>{{ range $k, $v := .Params }}<dt>{{ $k }}</dt>\
                 <dd>{{ $v }}</dd>{{ end }}</dl><aside>{{ .TableOfContents }}</aside><div data-pagefind-body>{{ .Content }}\
                 </div>{{ end }}"
                    .to_string(),
            ),
            ("layouts/section.html", hugo_list()),
            ("layouts/home.html", hugo_list()),
            ("content/_index.md", "+++\ntitle = \"Start\"\n+++\n".to_string()),
            ("static/s.css", "main{margin-left:20em}".to_string()),
        ],
        Dialect::Zola => vec![
            (
                "config.toml",
                "base_url = \"http://localhost\"\ntitle = \"Stor\"\ndefault_language = \"sv\"\ncompile_sass = false\n\
                 generate_sitemap = false\ngenerate_robots_txt = false\n"
                    .to_string(),
            ),
            (
                "templates/page.html",
                page(
                    "{{ page.title }}",
                    "<h1>{{ page.title }}</h1><dl>{% for k, v in page.extra %}<dt>{{ k }}</dt><dd>{{ v }}</dd>{% endfor %}</dl>\
                     <aside><ul>{% for h in page.toc %}<li><a href=\"{{ h.permalink }}\">{{ h.title }}</a></li>{% endfor %}\
                     </ul></aside>{{ page.content | safe }}",
                ),
            ),
            ("templates/section.html", zola_list(&page)),
            ("templates/index.html", zola_list(&page)),
            ("content/_index.md", "+++\ntitle = \"Start\"\n+++\n".to_string()),
            ("static/s.css", "main{margin-left:20em}".to_string()),
        ],
    }
}

fn hugo_list() -> String {
    "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>\
     </li>{{ end }}</ul>{{ end }}"
        .to_string()
}

fn zola_list(page: &dyn Fn(&str, &str) -> String) -> String {
    let main = "<ul>{% for p in section.pages %}<li><a href=\"{{ p.permalink }}\">{{ p.title }}</a></li>{% endfor %}</ul>";
    page("{{ section.title }}", main)
}
