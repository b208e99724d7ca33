//! The catalog of rules: a group for each document, in it one for each section, in that a control for each rule that
//! binds and for each that was withdrawn. Proposals and former wordings are left out.

use super::maker::{Document, Maker, Part, held, known_prop, line, link, prop, prop_of, prose, token};
use crate::content::body::Label;
use crate::content::register::ActKind;
use crate::json::{Json, object};
use crate::model::{ActId, DocumentId, How, Node, RuleId, SectionId};

/// The catalog.
pub fn catalog<'m>(maker: &'m Maker<'_>) -> Document<'m> {
    let catalogue = maker.catalogue;
    let groups = move || -> Box<dyn Iterator<Item = Json<'m>> + 'm> {
        Box::new(catalogue.document_ids().filter_map(|id| document(maker, id)))
    };
    let mut parts = Vec::new();
    // OSCAL has no empty lists.
    if groups().next().is_some() {
        parts.push(("groups", Part::Each(Box::new(groups))));
    }
    parts.push(("back-matter", back_matter(maker).into()));
    let remarks = maker.say(
        "De regler som gäller eller är beslutade, och de som har upphävts.",
        "The rules that are in force or decided, and those that were withdrawn.",
    );
    maker.document("catalog", &catalogue.site.title, remarks, parts)
}

fn is_held(maker: &Maker<'_>, id: RuleId) -> bool {
    let withdrawn = maker.catalogue.rule(id).current && maker.catalogue.rule_text(id).tombstone.is_some();
    maker.catalogue.binds(id) || withdrawn
}

fn document<'m>(maker: &'m Maker<'_>, id: DocumentId) -> Option<Json<'m>> {
    let catalogue = maker.catalogue;
    let front = &catalogue.source(id).front;
    let rules: Vec<RuleId> =
        catalogue.document(id).rules.clone().map(RuleId).filter(|rule| is_held(maker, *rule)).collect();
    let mut sections: Vec<SectionId> = rules.iter().map(|rule| catalogue.rule(*rule).section).collect();
    sections.sort_unstable();
    sections.dedup();
    let groups: Vec<Json<'_>> = sections
        .into_iter()
        .map(|section| {
            let own = rules.iter().filter(|rule| catalogue.rule(**rule).section == section);
            let controls: Vec<Json<'_>> = own.map(|rule| control(maker, *rule)).collect();
            self::section(maker, id, section, controls)
        })
        .collect();
    let registry = front.registry.iter().filter_map(|number| prop("registry", &number.value));
    let text = |name, value: &Option<crate::content::Spanned<String>>| {
        value.as_ref().and_then(|value| prop(name, &value.value))
    };
    let day = |name, value: &Option<crate::content::Spanned<crate::content::Date>>| {
        value.as_ref().and_then(|value| prop(name, &value.value.to_string()))
    };
    let props: Vec<Json<'_>> = [
        known_prop("label", &front.id.value),
        prop("kind", &catalogue.kind(id).id),
        prop("status", front.status.value.word()),
        text("decided-by", &front.decided_by),
        text("decision", &front.decision),
        text("edition", &front.edition),
        day("valid-from", &front.valid_from),
        day("valid-until", &front.valid_until),
    ]
    .into_iter()
    .flatten()
    .chain(registry)
    .collect();
    let sources = catalogue.declared_sources(id).into_iter().map(|node| source(maker, node));
    let links: Vec<Json<'_>> =
        std::iter::once(link(maker.href(Node::Document(id)), "canonical")).chain(sources).collect();
    (!groups.is_empty()).then(|| {
        held(object! {
            "id" => token(&front.id.value),
            "class" => "document",
            "title" => line(&front.title.value),
            "props" => props,
            "links" => links,
            "groups" => groups,
        })
    })
}

fn section<'m>(
    maker: &'m Maker<'_>,
    document: DocumentId,
    id: SectionId,
    controls: Vec<Json<'m>>,
) -> Json<'m> {
    let catalogue = maker.catalogue;
    let front = &catalogue.source(document).front;
    let outline = catalogue.section(id);
    let local = catalogue.sections[id.index()].local;
    let heading = outline.heading();
    let title = if heading.trim().is_empty() { &front.title.value } else { &heading };
    let label = outline.number.as_deref().and_then(|number| known_prop("label", number));
    held(object! {
        "id" => token(&format!("{}_{local}", front.id.value)),
        "class" => "section",
        "title" => line(title),
        "props" => label.into_iter().collect::<Vec<_>>(),
        "links" => [link(maker.href(Node::Section(id)), "canonical")],
        "controls" => controls,
    })
}

fn control<'m>(maker: &'m Maker<'_>, id: RuleId) -> Json<'m> {
    let text = maker.catalogue.rule_text(id);
    let name = token(&text.id.value);
    let statement = || {
        object! { "id" => format!("{name}_smt"), "name" => "statement", "prose" => prose(&text.text) }
    };
    let parts: Vec<Json<'_>> = text.tombstone.is_none().then(statement).into_iter().collect();
    held(object! {
        "id" => name,
        "class" => if maker.catalogue.rule(id).principle { "principle" } else { "rule" },
        "title" => title(maker, id),
        "props" => props(maker, id),
        "links" => links(maker, id),
        "parts" => parts,
    })
}

/// Rules have no titles: the id, and the section that it stands in.
fn title(maker: &Maker<'_>, id: RuleId) -> String {
    let rule = maker.catalogue.rule(id);
    let section = maker.catalogue.section(rule.section);
    let document = maker.catalogue.source(rule.document).front.title.value.as_str();
    let about = if section.title.trim().is_empty() { document } else { &section.title };
    line(&format!("{} {about}", maker.catalogue.rule_text(id).id.value))
}

fn props(maker: &Maker<'_>, id: RuleId) -> Vec<Json<'static>> {
    let text = maker.catalogue.rule_text(id);
    let label = known_prop("label", &text.id.value);
    if text.tombstone.is_some() {
        let on = text.tombstone.as_ref().and_then(|tombstone| tombstone.on);
        let day = on.and_then(|day| prop("withdrawn-on", &day.to_string()));
        return [label, known_prop("status", "withdrawn"), day].into_iter().flatten().collect();
    }
    let owners = maker.catalogue.rule(id).owners.iter().filter_map(|owner| {
        let how = if owner.how == How::Written { "written" } else { "assigned" };
        prop_of("owner", &owner.name, how)
    });
    let evidence = text.fields.iter().find(|field| field.label == Label::Evidence);
    [
        label,
        text.modality.and_then(|modality| prop("modality", modality.word())),
        text.recurrence.as_ref().and_then(|recurrence| prop("recurrence", &recurrence.words)),
        evidence.and_then(|field| prop("evidence", &field.text)),
    ]
    .into_iter()
    .flatten()
    .chain(owners)
    .collect()
}

fn links(maker: &Maker<'_>, id: RuleId) -> Vec<Json<'static>> {
    let catalogue = maker.catalogue;
    let node = Node::Rule(id);
    let own = link(maker.href(node), "canonical");
    if catalogue.rule_text(id).tombstone.is_some() {
        let successors = catalogue.graph.origins(node, crate::model::Kind::Replaces);
        let moved = successors.map(|successor| target(maker, successor, "incorporated-into"));
        return std::iter::once(own).chain(moved).collect();
    }
    let rule = catalogue.rule(id);
    let owners = rule.owners.iter().filter_map(|owner| owner.node);
    let owners = owners.map(|owner| link(maker.href(owner), "owner"));
    let sources = rule.sources.iter().map(|node| source(maker, *node));
    let cited = catalogue.graph.targets(node, crate::model::Kind::Cites);
    let cited = cited.map(|node| {
        // OSCAL keeps `related` for controls.
        let held = matches!(node, Node::Rule(rule) if is_held(maker, rule));
        target(maker, node, if held { "related" } else { "reference" })
    });
    let mut links: Vec<Json<'_>> = std::iter::once(own).chain(owners).chain(sources).chain(cited).collect();
    // A rule has few links: each is compared with those before it.
    let mut at = 0;
    while at < links.len() {
        if links[..at].contains(&links[at]) {
            links.remove(at);
        } else {
            at += 1;
        }
    }
    links
}

/// A link to what a rule or document makes concrete.
fn source(maker: &Maker<'_>, node: Node) -> Json<'static> {
    target(maker, node, "implements")
}

/// A link: to a control of this catalog, to a resource of its back matter, else to the page.
fn target(maker: &Maker<'_>, node: Node, rel: &'static str) -> Json<'static> {
    match node {
        Node::Rule(id) if is_held(maker, id) => {
            link(format!("#{}", token(&maker.catalogue.rule_text(id).id.value)), rel)
        }
        Node::Act(act) => link(format!("#{}", resource_uuid(maker, act)), rel),
        Node::Provision(id) => {
            let provision = &maker.catalogue.provisions[id.index()];
            let href = format!("#{}", resource_uuid(maker, provision.act));
            object! { "href" => href, "rel" => rel, "text" => line(&maker.catalogue.label(node)) }
        }
        other => link(maker.href(other), rel),
    }
}

fn resource_uuid(maker: &Maker<'_>, act: ActId) -> String {
    maker.uuid(&format!("reference/{}", maker.catalogue.acts[act.index()].entry.id.value))
}

/// The register of laws and standards.
fn back_matter(maker: &Maker<'_>) -> Json<'static> {
    let acts = maker.catalogue.acts.iter().enumerate();
    let resources: Vec<Json<'_>> = acts
        .map(|(number, act)| {
            let id = ActId(number as u32);
            let kind = match act.entry.kind {
                ActKind::Standard => "standard",
                ActKind::Annat => "reference",
                _ => "law",
            };
            let external = act.url(None).map(|href| object! { "href" => href });
            let page = object! { "href" => maker.href(Node::Act(id)), "media-type" => "text/html" };
            let citation = line(&format!("{} ({})", act.entry.title, act.entry.id.value));
            object! {
                "uuid" => resource_uuid(maker, id),
                "title" => line(&act.entry.title),
                "props" => [object! { "name" => "type", "value" => kind }],
                "citation" => object! { "text" => citation },
                "rlinks" => external.into_iter().chain([page]).collect::<Vec<_>>(),
            }
        })
        .collect();
    held(object! { "resources" => resources })
}
